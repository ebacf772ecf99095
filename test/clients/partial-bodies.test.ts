import type { ServerResponse } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { VendorError } from '../../src/index.js';
import { linqError, startLinqTelemetry } from '../support/linq-answers.js';
import { startServer, type TestServer } from '../support/server.js';
import type { Telemetry } from '../support/telemetry.js';
import { clients, closeClients, undicis } from '../support/undici-clients.js';

const MIB = 1024 * 1024;
const LARGE = linqError(1007, { more: 'x'.repeat(MIB) });
const WHOLE = linqError(1007, { message: 'Too many messages', more: 'x'.repeat(200) });
/** Cut inside the message: the code before it is there, the message is not. */
const PREFIX = WHOLE.slice(0, WHOLE.indexOf('messages'));

let answer: (response: ServerResponse) => void = () => undefined;
let server: TestServer;
let telemetry: Telemetry;

beforeAll(async () => {
  server = await startServer((_request, response) => answer(response));
});

afterAll(async () => {
  await closeClients();
  await server.close();
});

afterEach(() => telemetry.stop());

function answerWith(body: string, then: (response: ServerResponse) => void): void {
  answer = (response) => {
    response.writeHead(429, { 'content-length': WHOLE.length, 'x-trace-id': 'abc' });
    response.flushHeaders();
    if (body === '') then(response);
    else response.write(body, () => then(response));
  };
}

async function expectOneError(error: Record<string, unknown>): Promise<void> {
  await vi.waitFor(() => telemetry.span(), { timeout: 5_000 });
  const { attributes, status } = telemetry.span();
  expect(attributes).toMatchObject({ 'vendor_api.trace_id': 'abc', 'vendor_api.error.code': 'rate_limited', ...error });
  expect(attributes).not.toHaveProperty(['vendor_api.error.message']);
  expect(status.message).toBe(`linq ${error['vendor_api.error.native_code'] ?? 'HTTP 429'} rate_limited`);
  const counted = { 'vendor_api.error.code': 'rate_limited', 'vendor_api.error.origin': 'response' };
  expect(await telemetry.count('vendor_api.client.errors', counted)).toBe(1);
  expect(await telemetry.count('vendor_api.client.errors')).toBe(1);
  expect(await telemetry.count('vendor_api.client.requests')).toBe(1);
}

const FROM_PREFIX = { 'vendor_api.error.native_code': '1007', 'vendor_api.error.retry_basis': 'code' };
const FROM_STATUS = { 'vendor_api.error.retry_basis': 'http_status' };

describe.each(undicis)('a body over the limit, with $name', (undici) => {
  it('is reported once, while it is unread', async () => {
    const errors: VendorError[] = [];
    telemetry = startLinqTelemetry([server.host], {
      maxBodyBytes: 4096,
      errorHook: (_span, error) => errors.push(error),
    });
    answer = (response) => response.writeHead(429, { 'x-trace-id': 'abc' }).end(LARGE);
    const { body } = await undici.request(server.url);
    await vi.waitFor(() => expect(errors).toHaveLength(1), { timeout: 5_000 });
    expect(errors).toMatchObject([{ code: 'rate_limited', nativeCode: '1007', message: 'Too many messages' }]);
    expect(body.readableDidRead).toBe(false);
    expect(telemetry.spans()).toEqual([]);
    expect(await body.toArray().then((chunks) => Buffer.concat(chunks).toString())).toBe(LARGE);
    expect(telemetry.span().status.message).toBe('linq 1007 rate_limited');
    expect(errors).toHaveLength(1);
    expect(await telemetry.count('vendor_api.client.errors')).toBe(1);
    expect(await telemetry.count('vendor_api.client.requests')).toBe(1);
  });

  it('is classified by the status if the limit comes before the code', async () => {
    telemetry = startLinqTelemetry([server.host], { maxBodyBytes: 20 });
    answer = (response) => response.writeHead(429, { 'x-trace-id': 'abc' }).end(LARGE);
    const { body } = await undici.request(server.url);
    await body.toArray();
    await expectOneError(FROM_STATUS);
  });
});

describe.each(clients)('a connection that breaks, with $name', (client) => {
  it.each([
    ['inside the body', PREFIX, FROM_PREFIX],
    ['before the body', '', FROM_STATUS],
  ])('is reported as far as the response arrived when it breaks %s', async (_where, prefix, attributes) => {
    telemetry = startLinqTelemetry([server.host]);
    answerWith(prefix, (response) => response.socket?.destroySoon());
    await expect(client.get(server.url)).rejects.toThrow();
    await expectOneError(attributes);
  });
});

const fetches = [{ name: 'Node.js', fetch }, ...undicis] as const;

describe.each(fetches)('a body that the application cancels, with the fetch of $name', ({ fetch }) => {
  it('is reported by its status if nothing of the body arrived', async () => {
    telemetry = startLinqTelemetry([server.host]);
    answerWith('', () => undefined);
    const { body } = await fetch(server.url);
    await body?.cancel();
    await expectOneError(FROM_STATUS);
  });

  it('is reported as far as it arrived', async () => {
    telemetry = startLinqTelemetry([server.host]);
    answerWith(PREFIX, () => undefined);
    const reader = (await fetch(server.url)).body?.getReader();
    for (let length = 0; length < PREFIX.length; ) length += (await reader?.read())?.value?.byteLength ?? 0;
    await reader?.cancel();
    await expectOneError(FROM_PREFIX);
  });
});

describe.each(undicis)('a body that the application destroys, with $name', (undici) => {
  it('is reported as far as it arrived', async () => {
    telemetry = startLinqTelemetry([server.host]);
    answerWith(PREFIX, () => undefined);
    const { body } = await undici.request(server.url);
    for await (const _chunk of body) break;
    body.on('error', () => undefined).destroy();
    await expectOneError(FROM_PREFIX);
  });
});
