import { once } from 'node:events';
import http2 from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';
import Linq from '@linqapp/sdk';
import axios from 'axios';
import got from 'got';
import superagent from 'superagent';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linq, normalize, normalizeFailure } from '../../src/index.js';
import { startRawServer } from '../support/raw-server.js';
import type { TestServer } from '../support/server.js';

const VENDOR = linq();
const BODY = JSON.stringify({
  success: false,
  error: { status: 429, code: 1007, message: 'Slow down' },
  trace_id: 'trace-1',
});
const HEAD = 'content-type: application/json\r\nconnection: close\r\n';
const LIMITED = {
  vendor: 'linq',
  code: 'rate_limited',
  category: 'rate_limit',
  retryable: true,
  retryBasis: 'code',
  remedy: expect.any(String),
  origin: 'response',
  effect: 'none',
  retryAfter: 7,
  nativeCode: '1007',
  nativeClass: '1xxx',
  message: 'Slow down',
  traceId: 'trace-1',
};

let server: TestServer;
beforeAll(async () => {
  server = await startRawServer((socket: Socket, head) => {
    if (head.includes('/limited'))
      socket.end(`HTTP/1.1 429 No\r\n${HEAD}retry-after: 7\r\ncontent-length: ${BODY.length}\r\n\r\n${BODY}`);
    if (head.includes('/cut'))
      socket.end(`HTTP/1.1 200 OK\r\n${HEAD}x-trace-id: trace-2\r\ncontent-length: 999\r\n\r\n{`);
    if (head.includes('/reset')) socket.resetAndDestroy();
  });
});
afterAll(() => server.close());

async function thrownBy(call: Promise<unknown>): Promise<unknown> {
  try {
    await call;
  } catch (error) {
    return error;
  }
  throw new Error('expected a failure');
}

const sdk = (path: string, options: object = {}) =>
  new Linq({ apiKey: 'x', baseURL: server.url + path, maxRetries: 0, ...options });

describe('an error with the vendor’s response', () => {
  it.each<[string, (url: string) => Promise<unknown>]>([
    ['axios', (url) => axios.post(url)],
    ['axios, as text', (url) => axios.post(url, '', { responseType: 'text' })],
    ['axios, as bytes', (url) => axios.post(url, '', { responseType: 'arraybuffer' })],
    ['got', (url) => got.post(url, { retry: { limit: 0 } })],
    ['got, as JSON', (url) => got.post(url, { retry: { limit: 0 } }).json()],
    ['superagent', async (url) => superagent.post(url)],
    ['Linq’s SDK', () => sdk('/limited').phoneNumbers.list()],
  ])('%s: is classified by the response', async (_client, call) => {
    const thrown = await thrownBy(call(`${server.url}/limited`));
    expect(normalizeFailure(VENDOR, thrown)).toStrictEqual(LIMITED);
    expect(normalizeFailure(VENDOR, thrown)).toStrictEqual(
      normalize(VENDOR, { status: 429, headers: { 'retry-after': '7' }, body: BODY }),
    );
  });
});

describe('a response that broke off after HTTP 200', () => {
  it.each<[string, (url: string) => Promise<unknown>]>([
    ['axios', (url) => axios.post(url)],
    ['got', (url) => got.post(url, { retry: { limit: 0 } })],
  ])('%s: the request was carried out', async (_client, call) => {
    const error = normalizeFailure(VENDOR, await thrownBy(call(`${server.url}/cut`)));
    expect(error).toMatchObject({ code: 'connection_reset', origin: 'network', effect: 'done', traceId: 'trace-2' });
  });
});

describe('a stream that an HTTP/2 server ends', () => {
  const { NGHTTP2_REFUSED_STREAM, NGHTTP2_INTERNAL_ERROR } = http2.constants;

  it.each([
    [NGHTTP2_REFUSED_STREAM, 'none'],
    [NGHTTP2_INTERNAL_ERROR, 'possible'],
  ])('by code %d: %s', async (code, effect) => {
    const refusing = http2.createServer().on('stream', (stream) => stream.on('error', () => undefined).close(code));
    await once(refusing.listen(0, '127.0.0.1'), 'listening');
    const client = http2.connect(`http://127.0.0.1:${(refusing.address() as AddressInfo).port}`);
    const thrown = await thrownBy(once(client.request({ ':method': 'POST' }).end('{}'), 'response'));
    expect(normalizeFailure(VENDOR, thrown)).toMatchObject({ code: 'connection_reset', effect });
    client.destroy();
    refusing.close();
  });
});

describe('the errors of Linq’s SDK', () => {
  it('a broken connection', async () => {
    const thrown = await thrownBy(sdk('/reset').phoneNumbers.list());
    expect(thrown).toBeInstanceOf(Linq.APIConnectionError);
    expect(normalizeFailure(VENDOR, thrown)).toMatchObject({ code: 'connection_reset', effect: 'possible' });
    expect(normalizeFailure(VENDOR, thrown, { method: 'GET' })).toMatchObject({ effect: 'none' });
  });

  it('its own timeout', async () => {
    const thrown = await thrownBy(sdk('/silent', { timeout: 50 }).phoneNumbers.list());
    expect(thrown).toBeInstanceOf(Linq.APIConnectionTimeoutError);
    expect(normalizeFailure(VENDOR, thrown)).toStrictEqual({
      vendor: 'linq',
      code: 'timeout',
      category: 'network',
      retryable: true,
      retryBasis: 'network',
      origin: 'network',
      effect: 'possible',
    });
  });

  it('an abort of the application is not an error', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 50);
    const thrown = await thrownBy(sdk('/silent').phoneNumbers.list({ signal: controller.signal }));
    expect(thrown).toBeInstanceOf(Linq.APIUserAbortError);
    expect(normalizeFailure(VENDOR, thrown)).toBeUndefined();
  });
});

describe('other thrown values', () => {
  const refusing = new Proxy(new Error('x'), {
    get() {
      throw new Error('refused');
    },
  });

  it.each<[string, unknown]>([
    ['a mistake in the code', new TypeError('x is not a function')],
    ['a text', 'ECONNRESET'],
    ['undefined', undefined],
    ['a Proxy that refuses', refusing],
    ['an error with a status of its own', Object.assign(new Error('Not Found'), { status: 404 })],
    ['a response that says nothing', { response: {} }],
  ])('%s is no error', (_what, thrown) => {
    expect(normalizeFailure(VENDOR, thrown)).toBeUndefined();
  });
});
