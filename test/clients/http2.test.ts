import '../support/builtin-fetch.js';
import * as undici6 from 'undici6';
import * as undici7 from 'undici7';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startLinqTelemetry } from '../support/linq-answers.js';
import type { TestServer } from '../support/server.js';
import type { Telemetry } from '../support/telemetry.js';
import { onResponseHeaders } from '../support/undici-requests.js';
import { cases, startHttp2Server } from './http2-server.js';

let server: TestServer;
let telemetry: Telemetry | undefined;
let sessions = 0;

beforeAll(async () => {
  server = await startHttp2Server(() => {
    sessions += 1;
  });
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

const GZIPPED = 'a gzipped error';

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
  it.each(Object.entries(cases))('reports %s', async (name, { code, traceId }) => {
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

  it('reads a gzipped error although an interceptor removes content-encoding from the headers', async () => {
    telemetry = startLinqTelemetry([server.host]);
    const stop = onResponseHeaders((headers) => {
      if (!Array.isArray(headers)) delete headers['content-encoding'];
      else
        headers.splice(
          headers.findIndex((name) => String(name) === 'content-encoding'),
          2,
        );
    });
    const client = open();
    await outcomeOf(client.get(`/case/${encodeURIComponent(GZIPPED)}`)).finally(client.close);
    stop();
    expect(telemetry.span().attributes['vendor_api.error.code']).toBe(cases[GZIPPED]?.code);
  });

  it('separates a hundred calls of one session', async () => {
    telemetry = startLinqTelemetry([server.host]);
    sessions = 0;
    const client = open();
    await client.get('/call/0');
    const indices = Array.from({ length: 100 }, (_, index) => index + 1);
    await Promise.all(indices.map((index) => client.get(`/call/${index}`)));
    await client.close();
    expect(sessions).toBeLessThanOrEqual(1);
    const reported = telemetry.spans().map(({ attributes }) => ({
      path: attributes['url.path'],
      traceId: attributes['vendor_api.trace_id'],
      message: attributes['vendor_api.error.message'],
    }));
    const expected = [0, ...indices].map((index) => ({
      path: `/call/${index}`,
      traceId: `trace-${index}`,
      message: index % 2 === 0 ? `answer ${index}` : undefined,
    }));
    expect(reported).toHaveLength(expected.length);
    expect(reported).toEqual(expect.arrayContaining(expected));
  });
});
