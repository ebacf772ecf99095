import { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { call, LINQ_LIMITED, startAnswers } from '../support/answers.js';
import { watchLinq } from '../support/linq-answers.js';
import type { TestServer } from '../support/server.js';
import { startTelemetry, type Telemetry } from '../support/telemetry.js';
import { onRequest } from '../support/undici-requests.js';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

let server: TestServer;
let telemetry: Telemetry;

beforeAll(async () => {
  server = await startAnswers({ '/': LINQ_LIMITED });
});

afterAll(() => server.close());

afterEach(() => telemetry.stop());

/** What the plugin has of a call, and must not keep. */
let ofCalls: WeakRef<object>[];

beforeEach(() => {
  ofCalls = [];
  const all = [new UndiciInstrumentation(), new HttpInstrumentation({ ignoreIncomingRequestHook: () => true })];
  const errorHook = (_span: unknown, error: object) => ofCalls.push(new WeakRef(error));
  telemetry = startTelemetry([...all, watchLinq([server.host], { errorHook })]);
});

/** undici keeps requests in its pools and finalizers; here the test does. */
async function fetchAndKeepRequest(url: string): Promise<readonly unknown[]> {
  const kept: unknown[] = [];
  const stop = onRequest('headers', (request) => kept.push(request));
  await call(url);
  stop();
  return kept;
}

/** Exporters keep spans until they have sent them, as that of the test does. */
async function getAndKeepSpan(url: string): Promise<readonly unknown[]> {
  // `HttpInstrumentation` changes the module when that is required.
  const { get } = createRequire(import.meta.url)('node:http') as typeof import('node:http');
  await new Promise<void>((resolve, reject) => {
    const request = get(url, { agent: false }, (response) => {
      ofCalls.push(new WeakRef(response.rawHeaders));
      response.resume().once('close', resolve);
    });
    request.once('error', reject);
  });
  return telemetry.spans();
}

it.each([
  ['fetch, whose request is kept', fetchAndKeepRequest, 1],
  ['node:http, whose span is kept', getAndKeepSpan, 2],
])('releases a call by %s at its end', async (_name, callAndKeep, expected) => {
  const kept = await callAndKeep(server.url);
  expect(telemetry.span().attributes['vendor_api.error.native_code']).toBe('1007');
  expect(ofCalls).toHaveLength(expected);
  await vi.waitFor(() => {
    collectGarbage();
    expect(ofCalls.filter((reference) => reference.deref() !== undefined)).toEqual([]);
  });
  expect(kept).toHaveLength(1);
});
