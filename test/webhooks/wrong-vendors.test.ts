import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { linq, trackly, type VendorErrorsInstrumentation } from '../../src/index.js';
import { LINQ_LIMITED, startAnswers } from '../support/answers.js';
import { type DiagLog, recordDiag } from '../support/diag-log.js';
import type { TestServer } from '../support/server.js';
import { startTelemetry, type Telemetry } from '../support/telemetry.js';
import { withConfig } from '../support/wrong-config.js';
import { linqFailure } from './webhook-service.js';

let log: DiagLog;
let server: TestServer;
let plugin: VendorErrorsInstrumentation;
let telemetry: Telemetry;

beforeEach(async () => {
  log = recordDiag();
  server = await startAnswers({
    '/api/v2/send': { body: { success: true, message_id: 'm-1' } },
    '/limited': LINQ_LIMITED,
  });
});

afterEach(async () => {
  await telemetry.stop();
  await server.close();
  log.stop();
});

function start(vendor: unknown, part: string): void {
  plugin = withConfig({ vendors: [vendor], webhooks: true });
  telemetry = startTelemetry([plugin]);
  expect(log.errors).toEqual([expect.stringContaining(part)]);
}

describe('messageId', () => {
  it.each<[unknown, string]>([
    ['id', "'id', which is not a list of keys. Write messageId: ['id']."],
    [7, '7, which is not a list of keys'],
    [null, 'null, which is not a list of keys'],
    [{}, 'an object, which is not a list of keys'],
    [[], '[], which is not a list of keys'],
    [['message_id', 7], "['message_id', 7], which is not a list of keys. Write messageId: ['message_id']."],
  ])('%j is reported, and calls go on', async (messageId, problem) => {
    const vendor = { ...trackly({ hosts: [server.host] }), messageId };
    start(vendor, `vendors[0] (trackly): messageId is ${problem}`);
    await (await fetch(`${server.url}/api/v2/send`, { method: 'POST' })).text();
    expect(await telemetry.count('vendor_api.client.requests')).toBe(1);
    expect(log.errors).toHaveLength(1);
  });
});

describe('readWebhook', () => {
  it.each<[unknown, string]>([
    ['readEventEnvelope', "'readEventEnvelope', which is not a function. Write readWebhook: (payload) =>"],
    [null, 'null, which is not a function'],
    [{}, 'an object, which is not a function'],
  ])('%j is reported, and its events are unknown', async (readWebhook, problem) => {
    const vendor = { ...linq({ hosts: [server.host] }), readWebhook };
    start(vendor, `vendors[0] (linq): readWebhook is ${problem}`);
    expect(await plugin.recordWebhook('linq', linqFailure('trace'))).toMatchObject({
      kind: 'unknown',
      traceId: 'trace',
    });
    await (await fetch(`${server.url}/limited`)).text();
    expect(telemetry.span().attributes).toMatchObject({ 'vendor_api.error.code': 'rate_limited' });
    expect(log.errors).toHaveLength(1);
  });
});
