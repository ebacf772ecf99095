import { once } from 'node:events';
import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http';
import { createRequire } from 'node:module';
import type { Socket } from 'node:net';
import { context, ROOT_CONTEXT, TraceFlags, trace } from '@opentelemetry/api';
import { HttpInstrumentation, type HttpInstrumentationConfig } from '@opentelemetry/instrumentation-http';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { capturedBytesInFlight } from '../../src/clients/body-capture.js';
import { LINQ_LIMITED } from '../support/answers.js';
import { watchLinq } from '../support/linq-answers.js';
import { startRawServer } from '../support/raw-server.js';
import { replacedMethods } from '../support/replaced-methods.js';
import type { TestServer } from '../support/server.js';
import { startTelemetry, type Telemetry } from '../support/telemetry.js';

const REQUESTS = 'vendor_api.client.requests';
const ERRORS = 'vendor_api.client.errors';
const BODY = JSON.stringify(LINQ_LIMITED.body);

const head = (status: number, length: number) =>
  `HTTP/1.1 ${status} x\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n`;

let server: TestServer;
let connection: Socket;
let telemetry: Telemetry;
// `HttpInstrumentation` changes the module once, when that is required.
const instrumentation = new HttpInstrumentation();
const { get, request: httpRequest } = createRequire(import.meta.url)('node:http') as typeof import('node:http');

beforeAll(async () => {
  server = await startRawServer((socket, request) => {
    if (request.startsWith('POST /closes')) socket.end();
    else if (request.startsWith('POST /slow')) return;
    else if (request.startsWith('GET /begins')) socket.write(head(429, 100_000) + BODY);
    else if (request.startsWith('GET /slow')) {
      connection = socket;
      setTimeout(() => socket.write(`${head(200, 1000)}{`), 60);
    } else socket.write(head(429, BODY.length) + BODY);
  });
});

afterAll(() => server.close());

function start(hosts: readonly string[], config: HttpInstrumentationConfig = {}): void {
  instrumentation.setConfig({ ignoreIncomingRequestHook: () => true, ...config });
  telemetry = startTelemetry([instrumentation, watchLinq(hosts)]);
}

beforeEach(() => start([server.host]));

afterEach(() => telemetry.stop());

async function call(path: string, options: RequestOptions = {}): Promise<[ClientRequest, IncomingMessage]> {
  const request = get(`${server.url}${path}`, { agent: false, ...options });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  return [request, response];
}

async function callToTheEnd(path: string, options?: RequestOptions): Promise<void> {
  const [, response] = await call(path, options);
  await once(response.resume(), 'close');
}

it('counts a call that is aborted in its body, and releases it although its span never ends', async () => {
  const [request, response] = await call('/begins');
  await once(response, 'data');
  expect(capturedBytesInFlight()).toBeGreaterThan(0);
  request.abort();
  await vi.waitFor(() => expect(capturedBytesInFlight()).toBe(0));
  expect(telemetry.spans()).toEqual([]);
  expect(await telemetry.count(REQUESTS)).toBe(1);
  expect(await telemetry.count(ERRORS, { 'vendor_api.error.code': 'rate_limited' })).toBe(1);
});

it('sets error.type on the span, which HttpInstrumentation does not set for an HTTP status', async () => {
  await callToTheEnd('/one');
  expect(telemetry.span().attributes).toMatchObject({ 'error.type': '429', 'vendor_api.error.code': 'rate_limited' });
});

it('counts each of the calls that share the span of a remote parent', async () => {
  await telemetry.stop();
  start([server.host], { requireParentforOutgoingSpans: true });
  const parent = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), traceFlags: TraceFlags.SAMPLED, isRemote: true };
  await context.with(trace.setSpanContext(ROOT_CONTEXT, parent), async () => {
    for (const path of ['/one', '/two', '/three']) await callToTheEnd(path);
  });
  expect(await telemetry.count(REQUESTS)).toBe(3);
  expect(await telemetry.count(ERRORS)).toBe(3);
});

it.each([
  ['127.0.0.1', 1],
  ['127.0.0.1:80', 0],
])(
  "ignores the port of the application's Host header: for a vendor at %s it counts %i calls",
  async (declared, calls) => {
    await telemetry.stop();
    start([declared]);
    await callToTheEnd('/one', { headers: { host: 'api.internal' } });
    expect(await telemetry.count(REQUESTS)).toBe(calls);
  },
);

it.each([
  ['the application destroys it', 0],
  ['the server closes the connection', 1],
])('counts %i errors of an unfinished request: %s', async (_what, errors) => {
  const request = httpRequest(`${server.url}/${errors === 1 ? 'closes' : 'slow'}`, { agent: false, method: 'POST' });
  request.write('part');
  const failed = once(request, 'error');
  if (errors === 0) setTimeout(() => request.destroy(), 20);
  expect(await failed).toMatchObject([{ code: 'ECONNRESET' }]);
  await vi.waitFor(async () => expect(await telemetry.count(REQUESTS)).toBe(1));
  expect(await telemetry.count(ERRORS)).toBe(errors);
});

it('counts a broken connection under fake timers, also without a span', async () => {
  await telemetry.stop();
  start([server.host], { ignoreOutgoingRequestHook: () => true });
  vi.useFakeTimers();
  const request = httpRequest(`${server.url}/closes`, { agent: false, method: 'POST' });
  request.on('error', () => undefined).end();
  await new Promise((resolve) => request.once('close', resolve));
  vi.useRealTimers();
  await vi.waitFor(async () => expect(await telemetry.count(ERRORS)).toBe(1));
});

it('reports a broken connection as such, although the response was slow to begin', async () => {
  const request = get(`${server.url}/slow`, { agent: false, timeout: 20 });
  request.on('error', () => undefined);
  const slow = once(request, 'timeout');
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  await slow;
  await once(response, 'data');
  connection.resetAndDestroy();
  await expect(once(response.resume(), 'close')).rejects.toThrow('aborted');
  await vi.waitFor(() => expect(telemetry.spans()).toHaveLength(1));
  expect(telemetry.span().attributes['vendor_api.error.code']).toBe('connection_reset');
});

it('reports no timeout if the application discards the body of a response that was slow to begin', async () => {
  const request = get(`${server.url}/slow`, { agent: false, timeout: 20 });
  const slow = once(request, 'timeout');
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  await slow;
  response.destroy();
  await once(request, 'close');
  await vi.waitFor(async () => expect(await telemetry.count(REQUESTS)).toBe(1));
  expect(await telemetry.count(ERRORS)).toBe(0);
});

it('restores the methods of the response', async () => {
  const [, response] = await call('/one');
  expect(replacedMethods(response)).toEqual(expect.arrayContaining(['destroy', 'push']));
  await once(response.resume(), 'close');
  expect(replacedMethods(response).filter((name) => name === 'destroy' || name === 'push')).toEqual([]);
});

it('keeps methods that others have wrapped around its own', async () => {
  const [request, response] = await call('/begins');
  const { push, destroy } = response;
  const theirs = { push: push.bind(response), destroy: destroy.bind(response) };
  Object.assign(response, theirs);
  const ofRequest = request.destroy.bind(request);
  request.destroy = ofRequest;
  await once(response, 'data');
  response.destroy();
  request.destroy();
  await vi.waitFor(() => expect(telemetry.spans()).toHaveLength(1));
  expect(response).toMatchObject(theirs);
  expect(request.destroy).toBe(ofRequest);
  expect(await telemetry.count(ERRORS)).toBe(1);
});
