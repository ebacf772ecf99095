import type { IncomingMessage } from 'node:http';
import { createRequire } from 'node:module';
import LinqAPIV3 from '@linqapp/sdk';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import got from 'got';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { VendorErrorsInstrumentation } from '../../src/index.js';
import { startVendorSimulator, type VendorSimulator } from '../../src/testing.js';
import { call } from '../support/answers.js';
import { startTelemetry, type Telemetry } from '../support/telemetry.js';

let simulator: VendorSimulator;
let telemetry: Telemetry;

beforeAll(async () => {
  simulator = await startVendorSimulator();
});

afterAll(() => simulator.close());

afterEach(() => telemetry.stop());

const REQUESTS = 'vendor_api.client.requests';
const ERRORS = 'vendor_api.client.errors';

function start(undici = new UndiciInstrumentation()): void {
  telemetry = startTelemetry([undici, new VendorErrorsInstrumentation({ vendors: simulator.vendors })]);
}

/** The span of the one call to the vendor. */
function spanTo(vendor: string) {
  const [span, ...more] = telemetry.spans().filter(({ attributes }) => attributes['vendor_api.name'] === vendor);
  expect(more).toEqual([]);
  return span;
}

const post = (path: string) =>
  call(`${simulator.linq.url}${path}`, { method: 'POST', headers: { authorization: 'Bearer x' } });

it('calls through node:http are named by their routes', async () => {
  const http = new HttpInstrumentation();
  telemetry = startTelemetry([http, new VendorErrorsInstrumentation({ vendors: simulator.vendors })]);
  // `HttpInstrumentation` changes the module when that is required, once.
  const { get } = createRequire(import.meta.url)('node:http') as typeof import('node:http');
  await got.post(`${simulator.trackly.url}/api/v2/send?dry=1`, { headers: { 'x-api-key': 'test' }, json: {} });
  const span = spanTo('trackly');
  expect([span?.name, span?.attributes['url.template']]).toEqual(['POST /api/v2/send', '/api/v2/send']);
  expect(await telemetry.count(REQUESTS, { 'url.template': '/api/v2/send' })).toBe(1);
  // It sends fragments, too.
  for (const rest of ['?dry=1', '#part', '#part?dry=1', '?dry=1#part', '/?']) {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      get(simulator.trackly.url, { path: `/api/v2/lists${rest}` }, resolve).on('error', reject);
    });
    await response.resume().toArray();
  }
  expect(await telemetry.count(REQUESTS, { 'url.template': '/api/v2/lists' })).toBe(5);
});

it("calls of Linq's SDK are named by their routes, on spans, requests and errors", async () => {
  start();
  const linq = new LinqAPIV3({ baseURL: `${simulator.linq.url}/api/partner`, apiKey: 'test', maxRetries: 0 });
  simulator.linq.answerNext(2001);
  await expect(
    linq.chats.messages.send('a-chat', { message: { parts: [{ type: 'text', value: 'x' }] } }),
  ).rejects.toThrow('404');
  const template = '/v3/chats/{chatId}/messages';
  const span = spanTo('linq');
  expect(span?.name).toBe(`POST ${template}`);
  expect(span?.attributes).toMatchObject({
    'url.template': template,
    'url.path': '/api/partner/v3/chats/a-chat/messages',
  });
  for (const metric of [REQUESTS, ERRORS]) expect(await telemetry.count(metric, { 'url.template': template })).toBe(1);
});

it('a call without a route keeps its name, and metrics contain no id', async () => {
  start();
  await post('/v9/secrets/1234');
  const span = spanTo('linq');
  expect(span?.name).toBe('POST');
  expect(span?.attributes).not.toHaveProperty('url.template');
  for (const metric of [REQUESTS, ERRORS]) {
    const [point] = await telemetry.points(metric);
    expect(point?.value).toBe(1);
    expect(point?.attributes).not.toHaveProperty('url.template');
  }
});

it('keeps what the user has set before; metrics use the table', async () => {
  start(
    new UndiciInstrumentation({
      requestHook: (span) => span.updateName('send a message'),
      startSpanHook: () => ({ 'url.template': '/mine/{id}' }),
    }),
  );
  await post('/v3/messages');
  const span = spanTo('linq');
  expect([span?.name, span?.attributes['url.template']]).toEqual(['send a message', '/mine/{id}']);
  const [point] = await telemetry.points(REQUESTS);
  expect(point?.attributes['url.template']).toBe('/v3/messages');
});

it('keeps what the user sets when the response arrives', async () => {
  start(
    new UndiciInstrumentation({
      responseHook: (span) => span.updateName('sent').setAttribute('url.template', '/late'),
    }),
  );
  await post('/v3/messages');
  const span = spanTo('linq');
  expect([span?.name, span?.attributes['url.template']]).toEqual(['sent', '/late']);
});

it('names a lower-case method, which fetch sends unchanged, like all instrumentations', async () => {
  start();
  await call(`${simulator.linq.url}/v3/chats`, { method: 'patch' });
  expect(spanTo('linq')?.name).toBe('PATCH /v3/chats');
});
