import { SpanStatusCode } from '@opentelemetry/api';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { linqError, startLinqTelemetry } from '../support/linq-answers.js';
import { replacedMethods } from '../support/replaced-methods.js';
import { startServer, type TestServer } from '../support/server.js';
import type { Telemetry } from '../support/telemetry.js';
import { clients, closeClients } from '../support/undici-clients.js';
import { isBodyMethod, onRequest } from '../support/undici-requests.js';

const RATE_LIMITED = linqError(1007, { message: 'Too many messages — später', trace_id: 'from-the-body' });
const HEADERS = { 'content-type': 'application/json', 'x-trace-id': 'e0f1a2b3c4d5' };
const SUCCESS = JSON.stringify({ id: 'message-1', error: 'a field of a success' });

let vendor: TestServer;
let other: TestServer;
let telemetry: Telemetry;

beforeAll(async () => {
  const answer: Parameters<typeof startServer>[0] = (request, response) => {
    if (request.url === '/ok') response.writeHead(200, HEADERS).end(SUCCESS);
    else response.writeHead(429, { ...HEADERS, 'retry-after': '7' }).end(RATE_LIMITED);
  };
  vendor = await startServer(answer);
  other = await startServer(answer);
});

afterAll(async () => {
  await closeClients();
  await vendor.close();
  await other.close();
});

beforeEach(() => {
  telemetry = startLinqTelemetry([vendor.host]);
});

afterEach(() => telemetry.stop());

function vendorAttributes(): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(telemetry.span().attributes).filter(([key]) => key.startsWith('vendor_api.')),
  );
}

async function points(metric: string) {
  const found = await telemetry.points(`vendor_api.client.${metric}`);
  return found.map(({ attributes, value }) => ({ attributes, value }));
}

const CALL = { 'vendor_api.name': 'linq', 'server.address': '127.0.0.1' };
const ANSWERED = { 'vendor_api.call.outcome': 'answered' };

describe.each(clients)('$name', (client) => {
  it('returns the unchanged error response to the application', async () => {
    expect(await client.get(`${vendor.url}/limited`)).toEqual({ status: 429, bytes: Buffer.from(RATE_LIMITED) });
  });

  it('sets the error on the only span of the call', async () => {
    await client.get(`${vendor.url}/limited`);
    expect(vendorAttributes()).toEqual({
      'vendor_api.name': 'linq',
      'vendor_api.trace_id': 'e0f1a2b3c4d5',
      'vendor_api.error.code': 'rate_limited',
      'vendor_api.error.category': 'rate_limit',
      'vendor_api.error.retryable': true,
      'vendor_api.error.retry_basis': 'code',
      'vendor_api.error.effect': 'none',
      'vendor_api.error.retry_after': 7,
      'vendor_api.error.native_code': '1007',
      'vendor_api.error.native_class': '1xxx',
      'vendor_api.error.message': 'Too many messages — später',
    });
    const { status, attributes } = telemetry.span();
    expect(status).toEqual({ code: SpanStatusCode.ERROR, message: 'linq 1007 rate_limited' });
    expect(attributes).toMatchObject({ 'error.type': '429', 'http.response.status_code': 429 });
  });

  it('counts the call and the error, and records the wait', async () => {
    await client.get(`${vendor.url}/limited`);
    const failed = { ...CALL, 'http.response.status_code': 429 };
    expect(await points('requests')).toEqual([
      { attributes: { ...failed, ...ANSWERED, 'error.type': '429' }, value: 1 },
    ]);
    const error = {
      'vendor_api.error.code': 'rate_limited',
      'vendor_api.error.category': 'rate_limit',
      'vendor_api.error.retryable': true,
      'vendor_api.error.native_code': '1007',
      'vendor_api.error.origin': 'response',
      'vendor_api.error.effect': 'none',
    };
    expect(await points('errors')).toEqual([{ attributes: { ...failed, ...error }, value: 1 }]);
    expect(await points('retry_after')).toEqual([
      {
        attributes: { 'vendor_api.name': 'linq', 'vendor_api.error.code': 'rate_limited' },
        value: expect.objectContaining({ count: 1, sum: 7 }),
      },
    ]);
  });

  it('sets only the trace id on the span of a success', async () => {
    expect(await client.get(`${vendor.url}/ok`)).toEqual({ status: 200, bytes: Buffer.from(SUCCESS) });
    expect(vendorAttributes()).toEqual({ 'vendor_api.name': 'linq', 'vendor_api.trace_id': 'e0f1a2b3c4d5' });
    expect(telemetry.span().status).toEqual({ code: SpanStatusCode.UNSET });
    expect(telemetry.span().attributes).not.toHaveProperty('error.type');
    expect(await points('requests')).toEqual([
      { attributes: { ...CALL, ...ANSWERED, 'http.response.status_code': 200 }, value: 1 },
    ]);
    expect(await points('errors')).toEqual([]);
  });

  it('reads only bodies of error responses of configured hosts', async () => {
    const touched: boolean[] = [];
    const stop = onRequest('headers', (request) => touched.push(replacedMethods(request).some(isBodyMethod)));
    await client.get(`${other.url}/limited`);
    for (const peer of ['service.peer.name', 'peer.service'])
      expect(telemetry.span().attributes).not.toHaveProperty([peer]);
    expect(vendorAttributes()).toEqual({});
    expect(telemetry.span().status).toEqual({ code: SpanStatusCode.ERROR });
    for (const path of ['/ok', '/limited']) await client.get(vendor.url + path);
    stop();
    expect(touched).toEqual([false, false, true]);
    expect(await points('requests')).toHaveLength(2);
  });
});

it('covers four versions of undici, including the one in Node.js', async () => {
  const classes = new Set<unknown>();
  const stop = onRequest('create', (request) => classes.add(request.constructor));
  for (const client of clients) await client.get(`${vendor.url}/ok`);
  stop();
  expect(classes.size).toBe(4);
});
