import { expect, inject, it } from 'vitest';
import { outcome, start } from '../explain/cli.js';
import { read, rulesOf } from './files.js';

const POLLING = { timeout: 100_000, interval: 2000 };
const LINKS = ['runbook_url', 'dashboard_url', 'jaeger_url', 'tempo_url'];

interface FiringAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly state: string;
}

/** From Prometheus, for Alertmanager mutes some of them. */
async function firingAlerts(): Promise<FiringAlert[]> {
  const response = await fetch(`${inject('prometheusUrl')}/api/v1/alerts`);
  const { data } = (await response.json()) as { data: { alerts: FiringAlert[] } };
  return data.alerts.filter(({ state }) => state === 'firing');
}

async function open(url: string): Promise<string> {
  const response = await fetch(url);
  const text = await response.text();
  expect(response.status, `${url}: ${text.slice(0, 200)}`).toBe(200);
  return text;
}

const names = rulesOf(read('prometheus/vendor-errors.rules.yaml')).flatMap(({ alert }) => alert ?? []);

it.each(names)('every link of %s can be opened', async (name) => {
  const ofName = async () => (await firingAlerts()).filter(({ labels }) => labels.alertname === name);
  await expect.poll(ofName, POLLING).not.toHaveLength(0);
  for (const { annotations } of await ofName()) {
    for (const link of LINKS) {
      const url = annotations[link] ?? '';
      expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\//);
      const text = await open(url);
      const { hash } = new URL(url);
      if (link === 'runbook_url') expect(text).toContain(`id="${hash.slice(1)}"`);
      if (link === 'dashboard_url') expect(text).toContain('data-drawn');
    }
    expect(annotations.description).not.toMatch(/: 0\b|NaN|no value/);
  }
});

it('every command of an alert explains something', async () => {
  const descriptions = (await firingAlerts()).map(({ annotations }) => annotations.description ?? '');
  const commands = new Set(
    descriptions.flatMap((text) => text.match(/(?<=npx opentelemetry-instrumentation-vendor-errors ).+/g) ?? []),
  );
  expect(commands.size).toBeGreaterThan(5);
  const outcomes = await Promise.all([...commands].map((command) => outcome(start(command.split(' ')))));
  expect(outcomes.map(({ exitCode, stderr }) => ({ exitCode, stderr }))).toEqual(
    outcomes.map(() => ({ exitCode: 0, stderr: '' })),
  );
});

it('an error leads to its alert, and the alert to the run-book and the trace of the call', async () => {
  const refused = async () =>
    (await firingAlerts()).find(({ labels }) => labels.vendor_api_error_native_code === '2004');
  await expect.poll(refused, POLLING).toBeDefined();
  const { annotations = {} } = (await refused()) ?? {};
  expect(annotations.description).toMatch(/^unauthenticated \(native code 2004\): \d+ in 15 minutes/);
  expect(annotations.description).toContain('npx opentelemetry-instrumentation-vendor-errors explain linq 2004');
  expect(await open(annotations.runbook_url ?? '')).toContain('<h3 id="vendorapiauthenticationfails">');
  for (const link of ['jaeger_url', 'tempo_url']) {
    const [path] = /\/trace\/[0-9a-f]{32}/.exec(await open(annotations[link] ?? '')) ?? [];
    const trace = await open(`${inject('consoleUrl')}${path}`);
    expect(trace).toContain('linq 2004 unauthenticated');
    expect(trace).toMatch(/vendor_api\.error\.native_code<\/td><td>2004</);
  }
});

it('returns 404 for unknown pages', async () => {
  for (const path of ['/d/other', '/trace/0', '/nothing']) {
    const response = await fetch(inject('consoleUrl') + path);
    expect(response.status, path).toBe(404);
  }
});
