import '../support/builtin-fetch.js';
import diagnosticsChannel from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import LinqAPIV3 from '@linqapp/sdk';
import { Agent, errors, RetryAgent } from 'undici7';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { linqError, startLinqTelemetry } from '../support/linq-answers.js';
import { startServer, type TestServer } from '../support/server.js';
import type { Telemetry } from '../support/telemetry.js';

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers?: Record<string, string>;
  /** Cuts the connection after this many bytes of the body. */
  readonly cutAt?: number;
}

const SUCCESS: Answer = { status: 200, body: JSON.stringify({ ok: true, text: 'x'.repeat(50) }) };
// Header of the SDK's own: a retry need not wait.
const SOON = { 'retry-after-ms': '1' };
const DIRECT_CHAT: Answer = { status: 409, body: linqError(1006, { status: 409 }), headers: SOON };
const TOO_MANY: Answer = { status: 429, body: linqError(1007), headers: SOON };
const UNAVAILABLE: Answer = { status: 503, body: linqError(3001, { status: 503 }) };

/** The answers to come; the last one stays. */
let answers: Answer[] = [];
let server: TestServer;
let telemetry: Telemetry;

function answer(request: IncomingMessage, response: ServerResponse): void {
  const { status, body, headers, cutAt } = (answers.length > 1 ? answers.shift() : answers[0]) ?? SUCCESS;
  const length = { 'content-type': 'application/json', 'content-length': body.length };
  const range = /^bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1];
  if (range !== undefined && status === 200) {
    const rest = body.slice(Number(range));
    const part = { 'content-range': `bytes ${range}-${body.length - 1}/${body.length}`, 'content-length': rest.length };
    response.writeHead(206, { ...length, ...part }).end(rest);
  } else if (cutAt !== undefined) {
    response.writeHead(status, { ...length, ...headers });
    response.write(body.slice(0, cutAt), () => response.socket?.destroySoon());
  } else response.writeHead(status, { ...length, ...headers }).end(body);
}

beforeAll(async () => {
  server = await startServer(answer);
});

afterAll(() => server.close());

afterEach(() => telemetry.stop());

const codes = () => telemetry.spans().map(({ attributes }) => attributes['vendor_api.error.code']);
const resendCounts = () => telemetry.spans().map(({ attributes }) => attributes['http.request.resend_count']);
const WASTED = 'vendor_api.client.wasted_retries';

describe("Linq's SDK", () => {
  async function send(): Promise<unknown> {
    const client = new LinqAPIV3({ apiKey: 'test', baseURL: server.url, maxRetries: 2 });
    return client.post('/v3/chats', { body: {} }).catch((error: unknown) => error);
  }

  it('retries a non-retryable error twice, and both retries are counted as wasted', async () => {
    telemetry = startLinqTelemetry([server.host]);
    answers = [DIRECT_CHAT];
    expect(await send()).toMatchObject({ status: 409 });
    expect(codes()).toEqual(['resource_type_mismatch', 'resource_type_mismatch', 'resource_type_mismatch']);
    expect(resendCounts()).toEqual([undefined, 1, 2]);
    const wasted = { 'vendor_api.name': 'linq', 'vendor_api.error.code': 'resource_type_mismatch' };
    expect(await telemetry.count(WASTED, wasted)).toBe(2);
    expect(await telemetry.count(WASTED)).toBe(2);
    expect(await telemetry.count('vendor_api.client.errors')).toBe(3);
    expect(await telemetry.count('vendor_api.client.requests')).toBe(3);
  });

  it('retries a rate limit with success, and no retry is wasted', async () => {
    telemetry = startLinqTelemetry([server.host]);
    answers = [TOO_MANY, SUCCESS];
    expect(await send()).toMatchObject({ ok: true });
    expect(codes()).toEqual(['rate_limited', undefined]);
    expect(resendCounts()).toEqual([undefined, 1]);
    expect(await telemetry.points(WASTED)).toEqual([]);
    expect(await telemetry.count('vendor_api.client.errors')).toBe(1);
    expect(await telemetry.count('vendor_api.client.requests')).toBe(2);
  });

  it('retries a rate limit, gets a non-retryable error, and only that retry is wasted', async () => {
    telemetry = startLinqTelemetry([server.host]);
    answers = [TOO_MANY, TOO_MANY, DIRECT_CHAT];
    expect(await send()).toMatchObject({ status: 409 });
    expect(codes()).toEqual(['rate_limited', 'rate_limited', 'resource_type_mismatch']);
    expect(await telemetry.count(WASTED)).toBe(1);
  });
});

describe('the RetryAgent of undici', () => {
  async function get(options: { throwOnError?: boolean } = {}) {
    const agent = new RetryAgent(new Agent(), { minTimeout: 1, timeoutFactor: 1, maxRetries: 2, ...options });
    const { origin } = new URL(server.url);
    const { statusCode, body } = await agent.request({ origin, path: '/v3/chats', method: 'GET' });
    const text = await body.text();
    await agent.close();
    return { statusCode, text };
  }

  it('counts each attempt once, with an error that comes after the trailers', async () => {
    telemetry = startLinqTelemetry([server.host]);
    answers = [UNAVAILABLE, UNAVAILABLE, SUCCESS];
    const ends: string[] = [];
    const stop = ['trailers', 'error'].map((end) => {
      const note = () => ends.push(end);
      diagnosticsChannel.subscribe(`undici:request:${end}`, note);
      return () => diagnosticsChannel.unsubscribe(`undici:request:${end}`, note);
    });
    expect(await get()).toEqual({ statusCode: 200, text: SUCCESS.body });
    expect(codes()).toEqual(['upstream_unavailable', 'upstream_unavailable', undefined]);
    for (const each of stop) each();
    expect(ends).toEqual(['trailers', 'error', 'trailers', 'error', 'trailers']);
    const fromResponse = { 'vendor_api.error.origin': 'response', 'http.response.status_code': 503 };
    expect(await telemetry.count('vendor_api.client.errors', fromResponse)).toBe(2);
    expect(await telemetry.count('vendor_api.client.errors')).toBe(2);
    expect(await telemetry.count('vendor_api.client.requests')).toBe(3);
  });

  it.each([true, false])('counts each attempt once if all fail, with throwOnError %s', async (throwOnError) => {
    telemetry = startLinqTelemetry([server.host]);
    answers = [UNAVAILABLE];
    if (throwOnError) await expect(get({ throwOnError })).rejects.toBeInstanceOf(errors.RequestRetryError);
    else expect(await get({ throwOnError })).toEqual({ statusCode: 503, text: UNAVAILABLE.body });
    const attempts = telemetry.spans().length;
    expect(attempts).toBeGreaterThan(2);
    expect(codes()).toEqual(telemetry.spans().map(() => 'upstream_unavailable'));
    expect(await telemetry.count('vendor_api.client.errors')).toBe(attempts);
    expect(await telemetry.count('vendor_api.client.requests')).toBe(attempts);
  });

  it('counts the broken part and the part that was fetched again', async () => {
    telemetry = startLinqTelemetry([server.host]);
    answers = [{ ...SUCCESS, cutAt: 20 }, SUCCESS];
    expect(await get()).toEqual({ statusCode: 200, text: SUCCESS.body });
    expect(codes()).toEqual(['connection_reset', undefined]);
    expect(await telemetry.count('vendor_api.client.errors', { 'vendor_api.error.origin': 'network' })).toBe(1);
    expect(await telemetry.count('vendor_api.client.errors')).toBe(1);
    expect(await telemetry.count('vendor_api.client.requests')).toBe(2);
  });
});
