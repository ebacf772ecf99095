import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { call, LINQ_LIMITED, LINQ_SUCCESS, startAnswers } from '../support/answers.js';
import { watchLinq } from '../support/linq-answers.js';
import type { TestServer } from '../support/server.js';
import { startTelemetry, type Telemetry } from '../support/telemetry.js';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

let server: TestServer;
let telemetry: Telemetry;

beforeAll(async () => {
  server = await startAnswers({ '/limited': LINQ_LIMITED, '/ok': LINQ_SUCCESS });
});

afterAll(() => server.close());

afterEach(() => telemetry.stop());

/** undici keeps requests in its pools and finalizers; here the test does. */
async function fetchAndKeepRequest(url: string) {
  const kept: unknown[] = [];
  const heads: WeakRef<object>[] = [];
  const onHeaders = (message: unknown) => {
    const { request, response } = message as { request: unknown; response: { headers: object[] } };
    kept.push(request);
    heads.push(...response.headers.map((header) => new WeakRef(header)));
  };
  subscribe('undici:request:headers', onHeaders);
  await call(url);
  unsubscribe('undici:request:headers', onHeaders);
  return { kept, heads };
}

/** Exporters keep spans until they have sent them, as that of the test does. */
async function getAndKeepSpan(url: string) {
  // `HttpInstrumentation` changes the module when that is required.
  const { get } = createRequire(import.meta.url)('node:http') as typeof import('node:http');
  const heads: WeakRef<object>[] = [];
  await new Promise<void>((resolve, reject) => {
    const request = get(url, { agent: false }, (response) => {
      heads.push(new WeakRef(response.rawHeaders));
      response.resume().once('close', resolve);
    });
    request.once('error', reject);
  });
  return { kept: telemetry.spans(), heads };
}

it.each([
  ['a success by fetch', '/ok', fetchAndKeepRequest],
  ['an error by fetch', '/limited', fetchAndKeepRequest],
  ['an error by node:http', '/limited', getAndKeepSpan],
])('%s lets go of the head of its answer at the end', async (_name, path, callAndKeep) => {
  const all = [new UndiciInstrumentation(), new HttpInstrumentation({ ignoreIncomingRequestHook: () => true })];
  telemetry = startTelemetry([...all, watchLinq([server.host], { enrich: all })]);
  const { kept, heads } = await callAndKeep(`${server.url}${path}`);
  expect(telemetry.span().attributes['vendor_api.trace_id']).toMatch(/^linq-trace-/);
  expect(heads.length).toBeGreaterThan(0);
  await vi.waitFor(() => {
    collectGarbage();
    expect(heads.filter((head) => head.deref() !== undefined)).toEqual([]);
  });
  expect(kept.length).toBe(1);
});
