import type { ServerResponse } from 'node:http';
import zlib from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { linqError, startLinqTelemetry } from '../support/linq-answers.js';
import { startServer, type TestServer } from '../support/server.js';
import type { Telemetry } from '../support/telemetry.js';
import { clients, closeClients } from '../support/undici-clients.js';

const MESSAGE = 'Größe überschritten: 9 € zu viel 🙈';
const NOT_FOUND = linqError(2001, { status: 404, message: MESSAGE });

const FROM_BODY = {
  code: 'chat_not_found',
  category: 'not_found',
  retry_basis: 'code',
  native_code: '2001',
  message: MESSAGE,
};

const fromStatus = (code: string, category: string) => ({ code, category, retry_basis: 'http_status' });

function encoded(coding: string, encode: (text: string) => Buffer) {
  const answer = (response: ServerResponse) =>
    response.writeHead(404, { 'content-encoding': coding }).end(encode(NOT_FOUND));
  return { body: `a body in ${coding}`, answer, error: FROM_BODY };
}

function sent(response: ServerResponse, contentType: string, body: string | Buffer): unknown {
  return response.writeHead(404, { 'content-type': contentType }).end(body);
}

interface Case {
  readonly body: string;
  readonly method?: 'HEAD';
  readonly answer: (response: ServerResponse) => unknown;
  readonly error: Partial<typeof FROM_BODY> | undefined;
}

const cases: readonly Case[] = [
  encoded('gzip', zlib.gzipSync),
  encoded('deflate', zlib.deflateSync),
  encoded('br', zlib.brotliCompressSync),
  ...['utf-8', 'none', 'aws-chunked', '8bit', 'compress'].map((coding) => encoded(coding, Buffer.from)),
  encoded('utf-8, gzip', zlib.gzipSync),
  encoded('gzip, binary', zlib.gzipSync),
  {
    body: 'UTF-16 with its charset',
    answer: (response) => sent(response, 'application/json; charset=utf-16le', Buffer.from(NOT_FOUND, 'utf16le')),
    error: FROM_BODY,
  },
  {
    body: 'UTF-16 with its byte order mark',
    answer: (response) => sent(response, 'application/json', Buffer.from(`\uFEFF${NOT_FOUND}`, 'utf16le')),
    error: FROM_BODY,
  },
  {
    body: 'JSON behind a guard',
    answer: (response) => sent(response, 'application/json', `)]}',\n${NOT_FOUND}`),
    error: FROM_BODY,
  },
  {
    body: 'a chunked body with one byte per chunk',
    answer(response) {
      response.writeHead(404);
      for (const byte of Buffer.from(NOT_FOUND)) response.write(Buffer.of(byte));
      response.end();
    },
    error: FROM_BODY,
  },
  {
    body: 'the HTML page of a proxy',
    answer: (response) => response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>502 Bad Gateway</h1>'),
    error: fromStatus('upstream_error', 'server'),
  },
  {
    body: 'an empty body',
    answer: (response) => response.writeHead(500, { 'content-length': 0 }).end(),
    error: fromStatus('internal_error', 'server'),
  },
  {
    body: 'no body, for a HEAD request',
    method: 'HEAD',
    answer: (response) => response.writeHead(404, { 'content-length': NOT_FOUND.length }).end(),
    error: fromStatus('resource_not_found', 'not_found'),
  },
  { body: 'no body, for a 204', answer: (response) => response.writeHead(204).end(), error: undefined },
];

let server: TestServer;
let telemetry: Telemetry;

beforeAll(async () => {
  server = await startServer((request, response) => cases[Number(request.url?.slice(1))]?.answer(response));
});

afterAll(async () => {
  await closeClients();
  await server.close();
});

beforeEach(() => {
  telemetry = startLinqTelemetry([server.host]);
});

afterEach(() => telemetry.stop());

describe.each(clients.filter(({ name }) => /fetch|request/.test(name)))('$name', (client) => {
  it.each(cases)('reads the error with $body', async ({ body, method, error }) => {
    const index = cases.findIndex((each) => each.body === body);
    await client.get(`${server.url}/${index}`, method && { method });
    const { attributes } = telemetry.span();
    const said = (Object.keys(FROM_BODY) as (keyof typeof FROM_BODY)[]).map((key) => [
      key,
      attributes[`vendor_api.error.${key}`],
    ]);
    expect(Object.fromEntries(said)).toEqual(error ?? {});
    expect(await telemetry.count('vendor_api.client.errors')).toBe(error === undefined ? 0 : 1);
    expect(await telemetry.count('vendor_api.client.requests')).toBe(1);
  });
});
