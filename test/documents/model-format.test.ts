import { describe, expect, it } from 'vitest';
import * as semconv from '../../src/telemetry/semconv.js';
import { type Attribute, defined, files, type Group, groups, manifest } from './model.js';

// The rules of the registry format, version 1, as far as they matter here:
// https://github.com/open-telemetry/weaver/blob/main/schemas/semconv-syntax.md

const GROUP_KEYS = ['id', 'type', 'brief', 'note', 'stability', 'extends', 'attributes', 'display_name'];
const KEYS_OF_TYPE: Readonly<Record<Group['type'], readonly string[]>> = {
  attribute_group: [],
  span: ['span_kind'],
  event: ['name'],
  metric: ['metric_name', 'instrument', 'unit'],
};
const DEFINITION_KEYS = ['id', 'type', 'brief', 'note', 'stability', 'examples'];
const REFERENCE_KEYS = ['ref', 'brief', 'note', 'examples', 'requirement_level'];
const SENTENCE = /^[A-Z`].*\.$/;

const TYPES: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  'string[]': (value) => Array.isArray(value) && value.every((each) => typeof each === 'string'),
  int: Number.isInteger,
  double: (value) => typeof value === 'number' && !Number.isInteger(value),
  boolean: (value) => typeof value === 'boolean',
};

const opentelemetrysOwn = Object.values(semconv).filter((name) => !name.startsWith('vendor_api.'));

it('the manifest has the registry, its version and the address of the referenced conventions', () => {
  expect(Object.keys(manifest)).toEqual(['name', 'description', 'semconv_version', 'schema_base_url', 'dependencies']);
  const [dependency] = manifest.dependencies as Record<string, string>[];
  const version = /\/v(\d+\.\d+\.\d+)\.zip\[model\]$/.exec(dependency?.registry_path ?? '')?.[1];
  expect(dependency?.schema_url).toBe(`https://opentelemetry.io/schemas/${version}`);
});

it.each(files)('%s contains only groups', (_name, file) => {
  expect(Object.keys(file)).toEqual(['groups']);
  expect(Array.isArray(file.groups)).toBe(true);
});

it('no id occurs twice', () => {
  const ids = groups.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)]);
});

describe.each(groups.map((group) => [group.id, group] as const))('%s', (id, group) => {
  it('has the keys of its type', () => {
    const required = ['id', 'type', 'brief', ...KEYS_OF_TYPE[group.type]];
    expect(Object.keys(group)).toEqual(expect.arrayContaining(required));
    expect([...GROUP_KEYS, ...KEYS_OF_TYPE[group.type]]).toEqual(expect.arrayContaining(Object.keys(group)));
    expect(group.stability).toBe(group.type === 'attribute_group' ? undefined : 'development');
    expect(group.brief).toMatch(SENTENCE);
  });

  it('has an id with the name of its subject', () => {
    const names = {
      attribute_group: /^(registry|attributes)\.vendor_api\b/,
      span: new RegExp(`^span\\.vendor_api\\..*\\b${group.span_kind}$`),
      event: new RegExp(`^event\\.${group.name}$`),
      metric: new RegExp(`^metric\\.${group.metric_name}$`),
    };
    expect(id).toMatch(names[group.type]);
  });

  it('has attributes without duplicates', () => {
    const names = (group.attributes ?? []).map(({ id, ref }) => id ?? ref);
    expect(names.length).toBeGreaterThan(0);
    expect(names).toEqual([...new Set(names)]);
  });

  it('extends an existing group', () => {
    expect([undefined, ...groups.map((each) => each.id)]).toContain(group.extends);
  });

  const attributes = (group.attributes ?? []).map((each) => [each.id ?? each.ref, each] as const);

  it.each(attributes)('%s is well-formed', (_name, attribute) => {
    if (id.startsWith('registry.')) expectDefinition(attribute);
    else expectReference(attribute);
  });
});

it.each(groups.filter(({ type }) => type === 'metric').map((group) => [group.id, group] as const))(
  '%s has an instrument and a unit of the specification',
  (_id, { instrument, unit }) => {
    expect(['counter', 'histogram']).toContain(instrument);
    expect(unit).toMatch(instrument === 'counter' ? /^\{\w+\}$/ : /^s$/);
  },
);

function expectDefinition(attribute: Attribute): void {
  expect(DEFINITION_KEYS).toEqual(expect.arrayContaining(Object.keys(attribute)));
  expect(attribute.id).toMatch(/^vendor_api(\.[a-z][a-z_]*[a-z])+$/);
  expect(attribute.stability).toBe('development');
  expect(attribute.brief).toMatch(SENTENCE);
  const { type, examples = [] } = attribute;
  if (typeof type === 'object') {
    expect(Object.keys(type)).toEqual(['members']);
    const values = type.members.map(({ value }) => value);
    expect(values.length).toBeGreaterThan(1);
    expect(values).toEqual([...new Set(values)]);
    for (const member of type.members) {
      expect(Object.keys(member)).toEqual(['id', 'value', 'brief', 'stability']);
      expect([member.id, member.stability]).toEqual([member.value, 'development']);
    }
    return;
  }
  const isOfType = TYPES[type ?? ''];
  if (isOfType === undefined) throw new Error(`no type of attributes: ${type}`);
  expect(examples.length).toBeGreaterThan(type === 'boolean' ? -1 : 0);
  expect(examples.filter((example) => !isOfType(example))).toEqual([]);
}

function expectReference(attribute: Attribute): void {
  expect(REFERENCE_KEYS).toEqual(expect.arrayContaining(Object.keys(attribute)));
  expect([...defined.keys(), ...opentelemetrysOwn]).toContain(attribute.ref);
  const level = attribute.requirement_level;
  if (typeof level === 'object') {
    const [[key, condition] = [], ...others] = Object.entries(level);
    expect(['conditionally_required', 'recommended', 'opt_in']).toContain(key);
    expect(condition).toMatch(SENTENCE);
    expect(others).toEqual([]);
  } else {
    expect(['required', 'recommended', 'opt_in']).toContain(level);
  }
}
