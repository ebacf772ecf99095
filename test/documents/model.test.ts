import { describe, expect, it } from 'vitest';
import { VERSION } from '../../src/common/version.js';
import { errorCategories, normalizedCodes, type RequestEffect } from '../../src/definition/vocabulary.js';
import * as semconv from '../../src/telemetry/semconv.js';
import { attributesOf, defined, groups, manifest, membersOf, typeOf } from './model.js';
import { quoted, rowsBelow } from './page-tables.js';

const constants = Object.entries(semconv) as [string, string][];
const named = (prefix: string) => constants.flatMap(([name, value]) => (name.startsWith(prefix) ? [value] : [])).sort();
const groupsOf = (type: string) => groups.filter((group) => group.type === type);
const unique = (names: readonly string[]) => [...new Set(names)].sort();

/** The types of OpenTelemetry's own attributes that docs/telemetry.md lists. */
const OPENTELEMETRY_TYPES: Readonly<Record<string, string>> = {
  'service.peer.name': 'string',
  'peer.service': 'string',
  'url.template': 'string',
  'http.request.resend_count': 'int',
};

it('has the version of the package', () => {
  expect(manifest.semconv_version).toBe(VERSION);
});

describe('model and semconv.ts', () => {
  it('have the same attributes', () => {
    expect(unique(groups.flatMap(attributesOf))).toEqual(named('ATTR_'));
  });

  it('have the same metrics', () => {
    expect(
      groupsOf('metric')
        .map(({ metric_name }) => metric_name)
        .sort(),
    ).toEqual(named('METRIC_'));
  });

  it('have the same events', () => {
    expect(
      groupsOf('event')
        .map(({ name }) => name)
        .sort(),
    ).toEqual(named('EVENT_'));
  });
});

describe('model and vocabulary', () => {
  const meanings = (name: string) => membersOf(name).map(({ value, brief }) => [value, brief]);

  it('have the same codes with the same meanings', () => {
    const codes = Object.entries(normalizedCodes).map(([code, { meaning }]) => [code, meaning]);
    expect(meanings('vendor_api.error.code')).toEqual(codes);
  });

  it('have the same effects', () => {
    const values = membersOf('vendor_api.error.effect').map(({ value }) => value);
    expect(values).toEqual(['none', 'possible', 'done'] satisfies RequestEffect[]);
  });

  it('have the same categories with the same meanings', () => {
    expect(meanings('vendor_api.error.category')).toEqual(Object.entries(errorCategories));
  });
});

describe('model and the span attributes of docs/telemetry.md', () => {
  const rows = rowsBelow('## Span attributes').map(
    ([name, type]) => [quoted(name)[0] ?? '', type?.split(',')[0]] as const,
  );
  // `error.type` is described below the table.
  const onSpans = unique(groupsOf('span').flatMap(attributesOf)).filter((name) => name !== semconv.ATTR_ERROR_TYPE);

  it('are the same', () => {
    expect(unique(rows.map(([name]) => name))).toEqual(onSpans);
  });

  it.each(rows)('%s is a %s', (name, type) => {
    expect(typeOf(name) ?? OPENTELEMETRY_TYPES[name]).toBe(type);
  });
});

describe('model and the metrics of docs/telemetry.md', () => {
  const rows = rowsBelow('## Metrics').map(([name, kind, attributes]) => {
    // Beside the attributes the cell has values of theirs, which have no dot.
    const [names, values] = [(text: string) => text.includes('.'), (text: string) => !text.includes('.')].map((keep) =>
      quoted(attributes).filter(keep),
    );
    return {
      name: quoted(name)[0],
      kind: kind?.split(',')[0],
      unit: quoted(kind)[0],
      attributes: unique(names ?? []),
      values,
    };
  });

  it('are the same, with kind, unit and attributes', () => {
    const onPage = rows.map(({ name, kind, unit, attributes }) => ({ name, kind, unit, attributes }));
    const inModel = groupsOf('metric').map((group) => ({
      name: group.metric_name,
      kind: group.instrument,
      unit: group.unit,
      attributes: unique(attributesOf(group)),
    }));
    const byName = (metrics: typeof inModel) => metrics.toSorted((a, b) => (a.name ?? '').localeCompare(b.name ?? ''));
    expect(byName(onPage)).toEqual(byName(inModel));
  });

  it('name every origin of an error', () => {
    const origins = membersOf('vendor_api.error.origin').map(({ value }) => value);
    const errors = rows.find(({ name }) => name === semconv.METRIC_VENDOR_API_CLIENT_ERRORS);
    expect(unique(errors?.values ?? [])).toEqual(unique([...origins, semconv.OTHER]));
  });
});

it('every attribute of the registry is used by a span, an event or a metric', () => {
  const used = new Set(groups.filter(({ type }) => type !== 'attribute_group').flatMap(attributesOf));
  expect([...defined.keys()].filter((name) => !used.has(name))).toEqual([]);
});
