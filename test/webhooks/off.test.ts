import { afterEach, beforeEach, expect, it } from 'vitest';
import { linq, type VendorErrorsConfig, VendorErrorsInstrumentation } from '../../src/index.js';
import { LINQ_SUCCESS, startAnswers } from '../support/answers.js';
import { type DiagLog, recordDiag } from '../support/diag-log.js';
import { startTelemetry, type Telemetry } from '../support/telemetry.js';
import { RecordingStore } from './recording-store.js';
import { linqFailure } from './webhook-service.js';

const ERRORS = 'vendor_api.client.errors';
const NOTHING = { kind: 'unknown', duplicate: false, linked: false };

let log: DiagLog;
let plugin: VendorErrorsInstrumentation;
let telemetry: Telemetry;

beforeEach(() => {
  log = recordDiag();
});

afterEach(async () => {
  await telemetry.stop();
  log.stop();
});

function start(config: VendorErrorsConfig): void {
  plugin = new VendorErrorsInstrumentation(config);
  telemetry = startTelemetry([plugin]);
}

/** Nothing is recorded anywhere. */
async function expectNothing(): Promise<void> {
  const span = telemetry.tracerProvider.getTracer('test').startSpan('webhook');
  expect(await plugin.recordWebhook('linq', linqFailure('trace'), { span })).toEqual(NOTHING);
  span.end();
  expect(telemetry.spans().at(-1)?.attributes).toEqual({});
  expect(await telemetry.count(ERRORS)).toBe(0);
}

it.each<[string, VendorErrorsConfig]>([
  ['without the option', {}],
  ['with webhooks: false', { webhooks: false }],
])('%s nothing is recorded, which is reported once', async (_what, config) => {
  start(config);
  await expectNothing();
  await expectNothing();
  expect(log.warnings).toEqual(['vendor-errors: recordWebhook does nothing without the option webhooks: true']);
});

it('does nothing while disabled, and remembers its calls when enabled again', async () => {
  start({ webhooks: true });
  plugin.disable();
  await expectNothing();
  expect(log.warnings).toEqual([]);
  plugin.enable();
  expect(await plugin.recordWebhook('linq', linqFailure('trace'))).toMatchObject({ kind: 'failed', duplicate: false });
  plugin.setConfig({ webhooks: true, captureMessage: false });
  expect(await plugin.recordWebhook('linq', linqFailure('trace'))).toMatchObject({ kind: 'failed', duplicate: true });
});

it('is disabled with enabled: false', async () => {
  start({ enabled: false, webhooks: true });
  await expectNothing();
});

it('without the option, no store receives calls, and responses are not read for it', async () => {
  const vendor = await startAnswers({ '/v3/chats': LINQ_SUCCESS });
  const store = new RecordingStore();
  start({ vendors: [linq({ hosts: [vendor.host] })], webhooks: { store } });
  await (await fetch(`${vendor.url}/v3/chats`, { method: 'POST' })).text();
  await store.written(1);
  plugin.setConfig({ vendors: [linq({ hosts: [vendor.host] })] });
  await (await fetch(`${vendor.url}/v3/chats`, { method: 'POST' })).text();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(store.calls.size).toBe(1);
  await vendor.close();
});
