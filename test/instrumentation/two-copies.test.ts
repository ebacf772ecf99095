import { createRequire } from 'node:module';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type * as Package from '../../src/index.js';
import { call } from '../support/answers.js';
import { type DiagLog, recordDiag } from '../support/diag-log.js';
import { linqError } from '../support/linq-answers.js';
import { startServer, type TestServer } from '../support/server.js';
import { startTelemetry, type Telemetry } from '../support/telemetry.js';

const REQUESTS = 'vendor_api.client.requests';

/** The two builds of the package, as an application has them that imports one and whose dependency requires the other. */
let copies: Record<'esm' | 'cjs', typeof Package>;
let vendor: TestServer;
let telemetry: Telemetry;
let log: DiagLog;

beforeAll(async () => {
  const esm = new URL('../../dist/index.mjs', import.meta.url).href;
  copies = { esm: await import(esm), cjs: createRequire(import.meta.url)('../../dist/index.cjs') };
  vendor = await startServer((request, response) => {
    const status = request.method === 'POST' ? 201 : 429;
    response.writeHead(status, { 'content-type': 'application/json', 'x-trace-id': 'trace-1' });
    response.end(status === 201 ? '{"id":"message-1"}' : linqError(1007));
  });
});

afterAll(() => vendor.close());

beforeEach(() => {
  log = recordDiag();
});

afterEach(async () => {
  await telemetry.stop();
  log.stop();
});

describe.each([
  ['esm', 'cjs'],
  ['cjs', 'esm'],
] as const)('a plugin of the %s build, then one of the %s build', (first, last) => {
  const create = (copy: 'esm' | 'cjs', config: Package.VendorErrorsConfig = {}) => {
    const { linq, VendorErrorsInstrumentation } = copies[copy];
    return new VendorErrorsInstrumentation({ vendors: [linq({ hosts: [vendor.host] })], ...config });
  };

  it('count each call once, by the last one with its hooks, and report the cause', async () => {
    const hooked: string[] = [];
    const errorHook = (copy: string) => () => void hooked.push(copy);
    const plugins = [create(first, { errorHook: errorHook(first) }), create(last, { errorHook: errorHook(last) })];
    telemetry = startTelemetry(plugins);
    await call(`${vendor.url}/limited`);
    expect(telemetry.span().attributes['vendor_api.error.code']).toBe('rate_limited');
    expect(await telemetry.count(REQUESTS)).toBe(1);
    expect(await telemetry.count('vendor_api.client.errors')).toBe(1);
    expect(hooked).toEqual([last]);
    const suffix = { esm: 'mjs', cjs: 'cjs' };
    expect(log.warnings).toEqual([
      expect.stringMatching(
        new RegExp(`two copies of the package \\(file:.*\\.${suffix[first]} and file:.*\\.${suffix[last]}\\) watch`),
      ),
    ]);
  });

  it('join a webhook of one to a call of the other', async () => {
    const recorder = create(first, { webhooks: true });
    telemetry = startTelemetry([new UndiciInstrumentation(), recorder, create(last, { webhooks: true })]);
    await call(`${vendor.url}/v3/messages`, { method: 'POST' });
    const event = { event_type: 'message.delivered', event_id: 'event-1', trace_id: 'trace-1', data: {} };
    expect(await recorder.recordWebhook('linq', event)).toMatchObject({ kind: 'delivered', linked: true });
    expect(await telemetry.count(REQUESTS)).toBe(1);
  });
});
