import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import { createGenerator } from 'ts-json-schema-generator';
import { describe, expect, it } from 'vitest';
import { build } from '../../examples/observability/grafana/dashboard.js';
import { thresholdOf } from '../../examples/observability/grafana/thresholds.js';

const require = createRequire(import.meta.url);
/** The types that Grafana generates from its schema. */
const SCHEMA = join(dirname(require.resolve('@grafana/schema')), '../types/raw');

const dashboard = JSON.parse(JSON.stringify(build()));

// `npm run docs` writes what this compares.
it('vendor-errors.json is up to date', async () => {
  const text = `${JSON.stringify(build(), null, 2)}\n`;
  await expect(text).toMatchFileSnapshot('../../examples/observability/grafana/vendor-errors.json');
});

/** A check against Grafana's schema, which it publishes as types in `@grafana/schema`. */
function validator(file: string, type: string) {
  const generator = createGenerator({
    path: join(SCHEMA, file),
    type,
    skipTypeCheck: true,
    additionalProperties: false,
  });
  const schema: Record<string, unknown> = { ...generator.createSchema(type) };
  const validate = new Ajv({ strict: false, allErrors: true }).compile(schema);
  return (value: unknown) => (validate(value) ? [] : (validate.errors ?? []));
}

/** The Prometheus data source's own fields of an annotation, of which the schema of dashboards does not know. */
const OF_PROMETHEUS = ['expr', 'titleFormat', 'textFormat', 'tagKeys', 'step'];

function withoutPrometheus(annotation: Record<string, unknown>): object {
  return Object.fromEntries(Object.entries(annotation).filter(([key]) => !OF_PROMETHEUS.includes(key)));
}

describe("Grafana's schema", () => {
  const { annotations } = dashboard;
  const general = { ...dashboard, annotations: { list: annotations.list.map(withoutPrometheus) } };

  it('accepts the dashboard, and rejects mistakes', () => {
    const complaints = validator('dashboard/x/types.gen.d.ts', 'Dashboard');
    expect(annotations.list).toHaveLength(1);
    expect(complaints(general)).toEqual([]);
    const [row, panel, ...others] = general.panels;
    const wrong = { ...general, panels: [row, { ...panel, titel: 'A' }, ...others], refresh: 30 };
    expect(complaints(wrong).length).toBeGreaterThan(1);
  });

  it.each(['timeseries', 'stat', 'bargauge', 'table'])('accepts the options of %s', (type) => {
    const panels: { type: string; options: object }[] = dashboard.panels;
    const options = panels.flatMap((panel) => (panel.type === type ? panel.options : []));
    expect(options.length).toBeGreaterThan(0);
    const complaints = validator(`composable/${type}/panelcfg/x/types.gen.d.ts`, 'Options');
    expect(options.flatMap(complaints)).toEqual([]);
  });
});

it('colors match the thresholds of the alerts', () => {
  const alerts = ['VendorApiErrorBudgetErodes', 'VendorApiErrorBudgetBurns', 'VendorApiErrorBudgetBurnsFast'];
  expect(alerts.map(thresholdOf)).toEqual([0.01, 0.06, 0.144]);
  const panelOf = (title: string) => dashboard.panels.find((panel: { title: string }) => panel.title === title);
  const valuesOf = ({ steps }: { steps: { value: number | null }[] }) => steps.map(({ value }) => value);
  const burn = [null, ...alerts.map(thresholdOf)];
  for (const title of ['Failed calls', 'Failed calls per vendor']) {
    expect(valuesOf(panelOf(title).fieldConfig.defaults.thresholds)).toEqual(burn);
  }
  for (const title of ['Unanswered calls', 'Unanswered calls per vendor']) {
    expect(valuesOf(panelOf(title).fieldConfig.defaults.thresholds)).toEqual([null, 0.2]);
  }
  const [{ properties }] = panelOf('Endpoints').fieldConfig.overrides;
  expect(valuesOf(properties.find(({ id }: { id: string }) => id === 'thresholds').value)).toEqual(burn);
});
