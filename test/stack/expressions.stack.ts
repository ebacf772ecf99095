import { describe, expect, it } from 'vitest';
import { filledIn, panels } from '../../examples/observability/console/panels.mjs';
import { build } from '../../examples/observability/grafana/dashboard.js';
import { prometheus } from './ask.js';
import { read, rulesOf } from './files.js';
import { quickRules } from './quick.js';

const POLLING = { timeout: 100_000, interval: 1000 };

describe('the real Prometheus has data for each rule', () => {
  const rules = rulesOf(quickRules(read('prometheus/vendor-errors.rules.yaml')));

  it.each(rules.filter(({ record }) => record))('$record', async ({ record, expr }) => {
    await expect.poll(() => prometheus(expr), POLLING).not.toHaveLength(0);
    await expect.poll(() => prometheus(record ?? ''), POLLING).not.toHaveLength(0);
  });

  it.each(rules.filter(({ alert }) => alert))('$alert', async ({ alert, expr }) => {
    await expect.poll(() => prometheus(expr), POLLING).not.toHaveLength(0);
    await expect
      .poll(() => prometheus(`ALERTS{alertname="${alert}", alertstate="firing"}`), POLLING)
      .not.toHaveLength(0);
  });
});

describe('the real Prometheus has data for each query of the dashboard', () => {
  const queries = panels().flatMap(({ title, queries, labels }) => queries.map((query) => ({ title, query, labels })));

  it.each(queries)('$title: $query.refId', async ({ query, labels }) => {
    await expect.poll(() => prometheus(query.expr), POLLING).not.toHaveLength(0);
    const samples = await prometheus(query.expr);
    const known = new Set(samples.flatMap((sample) => Object.keys(sample.labels)));
    // What the legend, the columns and the links name has to be there.
    for (const label of [...query.labels, ...labels]) expect(known).toContain(label);
  });
});

describe("the real Prometheus has data for the dashboard's selections and annotations", () => {
  const { annotations, templating } = JSON.parse(JSON.stringify(build()));
  const marks: [string, string][] = annotations.list.map(({ name, expr }: Record<string, string>) => [name, expr]);
  const choices: [string, string][] = templating.list.flatMap(({ name, query }: { name: string; query: unknown }) => {
    const [, series, label] = /^label_values\((.+), (\w+)\)$/.exec((query as { query?: string }).query ?? '') ?? [];
    return series === undefined ? [] : [[name, `count by (${label}) (${series})`]];
  });

  it('service, vendor, category and class can be selected', () => {
    expect(choices.map(([name]) => name)).toEqual(['service', 'vendor', 'category', 'class']);
  });

  it.each([...marks, ...choices])('%s', async (_, expr) => {
    await expect.poll(() => prometheus(filledIn(expr)), POLLING).not.toHaveLength(0);
  });
});
