import '../support/builtin-fetch.js';
import { constants, createSecureServer, type ServerHttp2Stream } from 'node:http2';
import { gzipSync } from 'node:zlib';
import * as undici6 from 'undici6';
import * as undici7 from 'undici7';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ERROR, SUCCESS } from '../failures/answers.js';
import { listen } from '../failures/proxy.js';
import { makeCertificate } from '../failures/targets.js';
import { linqError, startLinqTelemetry } from '../support/linq-answers.js';
import type { TestServer } from '../support/server.js';
import type { Telemetry } from '../support/telemetry.js';

const JSON_TYPE = { 'content-type': 'application/json' };
const NOT_READY = 'resource_not_ready';
const RESET = 'connection_reset';
/** Until a client has the beginning of an answer. */
const MOMENT = 20;

interface Case {
  serve(stream: ServerHttp2Stream): void;
  /** The normalized code. */
  readonly code?: string;
  readonly traceId?: string;
}

function answer(stream: ServerHttp2Stream, status: number, body: string | Buffer, headers = {}): void {
  stream.respond({ ':status': status, ...JSON_TYPE, ...headers });
  stream.end(body);
}

function reset(stream: ServerHttp2Stream): void {
  stream.close(constants.NGHTTP2_INTERNAL_ERROR);
}

function breakOff(stream: ServerHttp2Stream, status: number, body: string): void {
  stream.respond({ ':status': status, ...JSON_TYPE });
  stream.write(body);
  setTimeout(() => reset(stream), MOMENT);
}

const cases: Readonly<Record<string, Case>> = {
  'a success': { serve: (stream) => answer(stream, 200, SUCCESS, { 'x-trace-id': 'trace-1' }), traceId: 'trace-1' },
  'an error': {
    serve: (stream) => answer(stream, 409, ERROR, { 'x-trace-id': 'trace-2' }),
    code: NOT_READY,
    traceId: 'trace-2',
  },
  'a gzipped error': {
    serve: (stream) => answer(stream, 409, gzipSync(ERROR), { 'content-encoding': 'gzip' }),
    code: NOT_READY,
  },
  'an error behind early hints': {
    serve(stream) {
      stream.additionalHeaders({ ':status': 103, link: '</a>; rel=preload' });
      answer(stream, 409, ERROR);
    },
    code: NOT_READY,
  },
  'an error in many frames': {
    serve(stream) {
      stream.respond({ ':status': 409, ...JSON_TYPE });
      for (const piece of ERROR.match(/.{1,7}/g) ?? []) stream.write(piece);
      stream.end();
    },
    code: NOT_READY,
  },
  'an error with trailers': {
    serve(stream) {
      stream.respond({ ':status': 409, ...JSON_TYPE }, { waitForTrailers: true });
      stream.on('wantTrailers', () => stream.sendTrailers({ 'x-checksum': '1' }));
      stream.end(ERROR);
    },
    code: NOT_READY,
  },
  'an error without a body': {
    serve: (stream) => stream.respond({ ':status': 503 }, { endStream: true }),
    code: 'service_unavailable',
  },
  'a reset stream': { serve: reset, code: RESET },
  'a stream that is reset in an error': { serve: (stream) => breakOff(stream, 409, ERROR), code: NOT_READY },
  // For undici that is the end of the body, so the application has a success.
  'a stream that is reset in a success': { serve: (stream) => breakOff(stream, 200, SUCCESS) },
  'a session that is destroyed': { serve: (stream) => stream.session?.destroy(), code: RESET },
};

let server: TestServer;
let telemetry: Telemetry | undefined;
let sessions = 0;

/** `/case/<name>`, or `/call/<index>`: every second one fails, and each has a trace id and a length of its own. */
function serve(stream: ServerHttp2Stream, path: string): void {
  const [, kind, value = ''] = path.split('/').map(decodeURIComponent);
  if (kind === 'case') {
    cases[value]?.serve(stream);
    return;
  }
  const index = Number(value);
  const filling = 'x'.repeat((index * 997) % 20_000);
  const body = index % 2 === 0 ? linqError(2009, { message: `answer ${index}`, filling }) : JSON.stringify({ filling });
  const status = index % 2 === 0 ? 409 : 200;
  setTimeout(() => answer(stream, status, body, { 'x-trace-id': `trace-${index}` }), (index * 7) % 10);
}

beforeAll(async () => {
  const secure = createSecureServer(makeCertificate('IP:127.0.0.1'));
  secure.on('session', () => {
    sessions += 1;
  });
  secure.on('stream', (stream, headers) => {
    stream.on('error', () => undefined);
    serve(stream, String(headers[':path']));
  });
  server = await listen(secure, 'https');
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
});

afterAll(async () => {
  delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
  await server.close();
});

afterEach(async () => {
  await telemetry?.stop();
  telemetry = undefined;
});

interface Client {
  readonly name: string;
  /** Has a connection of its own. */
  open(): { get(path: string): Promise<string>; close(): Promise<unknown> };
}

type Undici = typeof undici7;

function clientsOf(version: number, { Agent, request, fetch }: Undici, pipelining: number): readonly Client[] {
  const open = (get: (url: string, dispatcher: InstanceType<Undici['Agent']>) => Promise<string>) => () => {
    const dispatcher = new Agent({ allowH2: true, connections: 1, pipelining });
    return { get: (path: string) => get(server.url + path, dispatcher), close: () => dispatcher.destroy() };
  };
  return [
    {
      name: `request of undici ${version}`,
      open: open(async (url, dispatcher) => {
        const { statusCode, body } = await request(url, { dispatcher });
        return `${statusCode} ${await body.text()}`;
      }),
    },
    {
      name: `fetch of undici ${version}`,
      open: open(async (url, dispatcher) => {
        const response = await fetch(url, { dispatcher });
        return `${response.status} ${await response.text()}`;
      }),
    },
  ];
}

/** The `fetch` of Node.js speaks HTTP/2 from undici 8 on. */
const speaksHttp2 = Number.parseInt(process.versions.undici ?? '', 10) >= 8;
const builtIn: Client = {
  name: 'fetch of Node.js',
  open: () => ({
    async get(path) {
      const response = await fetch(server.url + path);
      return `${response.status} ${await response.text()}`;
    },
    close: async () => undefined,
  }),
};

// Several streams at a time are too much for undici 6, with the plugin or without.
const clients = [
  ...clientsOf(6, undici6 as unknown as Undici, 1),
  ...clientsOf(7, undici7, 100),
  ...(speaksHttp2 ? [builtIn] : []),
];

/** What the application sees of a call. */
async function outcomeOf(call: Promise<string>): Promise<string> {
  return call.catch(({ name, message, cause }) => `${name}: ${message}, ${cause?.code} ${cause?.message}`);
}

describe.each(clients)('$name over HTTP/2', ({ open }) => {
  it.each(Object.entries(cases))('tells of %s', async (name, { code, traceId }) => {
    const call = () => {
      const client = open();
      return outcomeOf(client.get(`/case/${encodeURIComponent(name)}`)).finally(client.close);
    };
    const without = await call();
    telemetry = startLinqTelemetry([server.host]);
    expect(await call()).toBe(without);
    const { attributes } = telemetry.span();
    expect(attributes['vendor_api.error.code']).toBe(code);
    expect(attributes['vendor_api.trace_id']).toBe(traceId);
    expect(await telemetry.count('vendor_api.client.requests')).toBe(1);
    expect(await telemetry.count('vendor_api.client.errors')).toBe(code === undefined ? 0 : 1);
  });

  it('keeps a hundred calls apart that share a session', async () => {
    telemetry = startLinqTelemetry([server.host]);
    sessions = 0;
    const client = open();
    await client.get('/call/0');
    const indices = Array.from({ length: 100 }, (_, index) => index + 1);
    await Promise.all(indices.map((index) => client.get(`/call/${index}`)));
    await client.close();
    expect(sessions).toBeLessThanOrEqual(1);
    const told = telemetry.spans().map(({ attributes }) => ({
      path: attributes['url.path'],
      traceId: attributes['vendor_api.trace_id'],
      message: attributes['vendor_api.error.message'],
    }));
    const expected = [0, ...indices].map((index) => ({
      path: `/call/${index}`,
      traceId: `trace-${index}`,
      message: index % 2 === 0 ? `answer ${index}` : undefined,
    }));
    expect(told).toHaveLength(expected.length);
    expect(told).toEqual(expect.arrayContaining(expected));
  });
});
