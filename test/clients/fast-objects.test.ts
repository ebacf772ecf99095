import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { runInThisContext } from 'node:vm';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { call, LINQ_LIMITED, startAnswers } from '../support/answers.js';
import { watchLinq } from '../support/linq-answers.js';
import type { TestServer } from '../support/server.js';
import { startTelemetry, type Telemetry } from '../support/telemetry.js';
import { onRequest } from '../support/undici-requests.js';

setFlagsFromString('--allow-natives-syntax');
/** Whether an object has V8's fast form. From Node.js 22 on it loses that for good with the first `delete`. */
const isFast: (object: unknown) => boolean = runInThisContext('(object) => %HasFastProperties(object)');

let server: TestServer;
let telemetry: Telemetry;
let instrumentations: (UndiciInstrumentation | HttpInstrumentation)[];
let plugin: ReturnType<typeof watchLinq>;

beforeAll(async () => {
  server = await startAnswers({ '/': LINQ_LIMITED });
});

afterAll(() => server.close());

beforeEach(() => {
  instrumentations = [new UndiciInstrumentation(), new HttpInstrumentation({ ignoreIncomingRequestHook: () => true })];
  plugin = watchLinq([server.host]);
  telemetry = startTelemetry([...instrumentations, plugin]);
});

afterEach(() => telemetry.stop());

/** @returns undici's request. */
async function callByFetch(): Promise<readonly object[]> {
  const requests: object[] = [];
  const stop = onRequest('create', (request) => requests.push(request));
  await call(server.url);
  stop();
  return requests;
}

/** @returns the response of `node:http`. */
async function callByHttp(): Promise<readonly object[]> {
  // `HttpInstrumentation` changes the module when that is required.
  const { get } = createRequire(import.meta.url)('node:http') as typeof import('node:http');
  const [response] = (await once(get(server.url, { agent: false }), 'response')) as [IncomingMessage];
  await once(response.resume(), 'close');
  return [response];
}

it.each([
  ['fetch', callByFetch],
  ['node:http', callByHttp],
])('the objects of a call by %s stay fast', async (_client, makeCall) => {
  const objects = [...(await makeCall()), telemetry.span()];
  expect(telemetry.span().attributes).toMatchObject({ 'vendor_api.error.code': 'rate_limited' });
  expect(objects.map(isFast)).toEqual(objects.map(() => true));
});

it('instrumentations whose spans the plugin has enriched stay fast', () => {
  plugin.disable();
  expect(instrumentations.map(isFast)).toEqual([true, true]);
});
