import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { errorCategories, normalizedCodes } from '../../src/definition/vocabulary.js';
import { path, read, rulesOf } from './files.js';

const RULES = read('prometheus/vendor-errors.rules.yaml');
const RUNBOOK = 'https://runbooks.example.test/vendor-errors.md#';
const alerts = rulesOf(RULES).filter(({ alert }) => alert !== undefined);

const checks: [string, ...string[]][] = [
  ['promtool', 'check', 'rules', path('prometheus/vendor-errors.rules.yaml')],
  ['promtool', 'check', 'config', path('prometheus/prometheus.yml')],
  ['promtool', 'test', 'rules', path('prometheus/vendor-errors.rules.test.yaml')],
  ['promtool', 'test', 'rules', path('prometheus/vendor-errors.rules.days.test.yaml')],
  ['amtool', 'check-config', path('alertmanager/alertmanager.yml')],
];

it.each(checks)('%s %s %s passes', (command, ...parameters) => {
  const { status, stdout, stderr } = spawnSync(command, [...parameters], { encoding: 'utf8' });
  expect(status, stdout + stderr).toBe(0);
});

it.each(alerts)('$alert contains the information for the on-call person', ({ alert, labels, annotations }) => {
  expect(labels?.severity).toMatch(/^(page|ticket)$/);
  expect(annotations?.summary).toContain('$labels.vendor_api_name');
  expect(annotations?.description).toContain('vendor_api_error_native_code');
  expect(annotations?.description).toContain('npx opentelemetry-instrumentation-vendor-errors explain ');
  expect(annotations?.description).toMatch(/ in (15 minutes|the last (hour|15 minutes|6 hours|3 days))\b/);
  expect(annotations?.description).not.toContain('per minute');
  expect(annotations?.runbook_url).toBe(RUNBOOK + alert?.toLowerCase());
  expect(annotations?.dashboard_url).toContain('https://grafana.example.test/d/vendor-errors?');
  expect(annotations?.jaeger_url).toContain('https://jaeger.example.test/search?');
  expect(annotations?.tempo_url).toContain('https://grafana.example.test/explore?');
});

it('each alert has test cases with and without firing', () => {
  const cases =
    read('prometheus/vendor-errors.rules.test.yaml') + read('prometheus/vendor-errors.rules.days.test.yaml');
  for (const { alert } of alerts) {
    const outcomes = [...cases.matchAll(new RegExp(`alertname: ${alert}[\\s,].*?exp_alerts:(?<none> \\[\\])?`, 'gs'))];
    expect(
      outcomes.some(({ groups }) => groups?.none === undefined),
      `${alert} fires`,
    ).toBe(true);
    expect(outcomes.filter(({ groups }) => groups?.none !== undefined).length, `${alert} is quiet`).toBeGreaterThan(1);
  }
});

it('links lead to headings of the run-book, and every class of an alert has one', () => {
  const runbook = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');
  const anchors = new Set([...runbook.matchAll(/^#+ (\w+)$/gm)].map(([, heading]) => heading?.toLowerCase()));
  for (const { annotations } of alerts) expect(anchors).toContain(annotations?.runbook_url?.slice(RUNBOOK.length));
  for (const name of [...Object.keys(normalizedCodes), ...Object.keys(errorCategories)]) {
    expect(anchors).toContain(name);
  }
});

it('no rule counts recipients', () => {
  for (const { expr } of rulesOf(RULES)) expect(expr).not.toMatch(/category=~?"[^"]*recipient/);
});
