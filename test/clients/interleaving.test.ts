import { trace } from '@opentelemetry/api';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { linqError, startLinqTelemetry } from '../support/linq-answers.js';
import { startServer, type TestServer } from '../support/server.js';
import type { Telemetry } from '../support/telemetry.js';
import { type Undici, undicis } from '../support/undici-clients.js';

const CALLS = 200;
/** The size of a connection pool. */
const CONNECTIONS = 3;
const KINDS = [
  { status: 429, code: 1007, normalized: 'rate_limited' },
  { status: 404, code: 2001, normalized: 'chat_not_found' },
  { status: 200 },
  { status: 503, code: 4004, normalized: 'service_unavailable' },
  { status: 400, code: 1002, normalized: 'invalid_phone_number' },
] as const;

const kindOf = (index: number) => KINDS[index % KINDS.length] as (typeof KINDS)[number];
const isVendors = (index: number) => index % 4 !== 3;
const indexIn = (url: unknown) => Number(new URL(String(url), 'http://test').searchParams.get('i'));
const indices = Array.from({ length: CALLS }, (_, index) => index);

const sockets = new Set<unknown>();
let vendor: TestServer;
let other: TestServer;
let telemetry: Telemetry;

beforeAll(async () => {
  const answer: Parameters<typeof startServer>[0] = (request, response) => {
    const index = indexIn(request.url);
    const kind = kindOf(index);
    sockets.add(request.socket);
    // Every second trace id is in the body only.
    const id = index % 2 === 0 ? { 'x-trace-id': `trace-${index}` } : undefined;
    response.writeHead(kind.status, { 'content-type': 'application/json', ...id });
    const more = { message: `answer ${index}`, trace_id: `trace-${index}`, fill: 'x'.repeat((index * 997) % 20_000) };
    const body = 'code' in kind ? linqError(kind.code, more) : JSON.stringify(more);
    response.flushHeaders();
    setTimeout(() => {
      response.write(body.slice(0, 40));
      setTimeout(() => response.end(body.slice(40)), Math.random() * 4);
    }, Math.random() * 2);
  };
  vendor = await startServer(answer);
  other = await startServer(answer);
});

afterAll(async () => {
  await vendor.close();
  await other.close();
});

beforeEach(() => {
  sockets.clear();
  telemetry = startLinqTelemetry([vendor.host]);
});

afterEach(() => telemetry.stop());

interface Caller {
  get(host: 'vendor' | 'other', path: string): Promise<string>;
  close(): Promise<unknown>;
}

interface Way {
  readonly name: string;
  readonly atOnce: number;
  readonly waitsInQueue: boolean;
  readonly open: () => Caller;
}

function poolsOf(undici: Undici, atOnce: number): Way {
  return {
    name: `a pool of ${undici.name}`,
    atOnce,
    waitsInQueue: atOnce > CONNECTIONS,
    open() {
      const pools = { vendor: undici.pool(vendor.url, CONNECTIONS), other: undici.pool(other.url, CONNECTIONS) };
      return {
        async get(host, path) {
          const { body } = await pools[host].request({ path, method: 'GET' });
          return Buffer.concat(await body.toArray()).toString();
        },
        close: () => Promise.all([pools.vendor.close(), pools.other.close()]),
      };
    },
  };
}

const callers: readonly Way[] = [
  {
    name: 'fetch of Node.js',
    atOnce: 12,
    waitsInQueue: false,
    open: () => ({
      get: async (host, path) => (await fetch((host === 'vendor' ? vendor : other).url + path)).text(),
      close: async () => undefined,
    }),
  },
  ...undicis.flatMap((undici) => [poolsOf(undici, CONNECTIONS), poolsOf(undici, 4 * CONNECTIONS)]),
];

/** Each call in a span of its own, a few at a time, so that connections are used again. */
async function callAll(caller: Caller, atOnce: number): Promise<Map<number, string>> {
  const parents = new Map<number, string>();
  const tracer = trace.getTracer('application');
  const queue = indices.values();
  const worker = async () => {
    for (const index of queue) {
      const text = await tracer.startActiveSpan(`call ${index}`, async (span) => {
        parents.set(index, span.spanContext().spanId);
        // Right after an answer its connection is not free yet: without this a pool would let the call wait.
        await new Promise((resolve) => setTimeout(resolve, 1 + Math.random()));
        return caller.get(isVendors(index) ? 'vendor' : 'other', `/?i=${index}`).finally(() => span.end());
      });
      expect(text).toContain(`answer ${index}"`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return parents;
}

function expectedAttributes(index: number): Record<string, unknown> {
  if (!isVendors(index)) return {};
  const kind = kindOf(index);
  const answered = { 'vendor_api.name': 'linq', 'vendor_api.trace_id': `trace-${index}` };
  if (!('code' in kind)) return answered;
  return {
    ...answered,
    'vendor_api.error.code': kind.normalized,
    'vendor_api.error.native_code': `${kind.code}`,
    'vendor_api.error.message': `answer ${index}`,
  };
}

const WRITTEN = ['name', 'trace_id', 'error.code', 'error.native_code', 'error.message'].map(
  (key) => `vendor_api.${key}`,
);

describe.each(callers)('$name', ({ open, atOnce, waitsInQueue }) => {
  it(`separates ${CALLS} calls on a few connections, ${atOnce} at a time`, async () => {
    const caller = open();
    const parents = await callAll(caller, atOnce);
    await caller.close();
    expect(sockets.size).toBeLessThanOrEqual(2 * atOnce);

    const reported = telemetry.spans().flatMap(({ attributes, parentSpanContext }) => {
      if (attributes['url.full'] === undefined) return [];
      const written = WRITTEN.flatMap((key) => (key in attributes ? [[key, attributes[key]]] : []));
      return [
        { index: indexIn(attributes['url.full']), parent: parentSpanContext?.spanId, ...Object.fromEntries(written) },
      ];
    });
    // UndiciInstrumentation makes the span of a call that waited in a pool's queue in the context of another call.
    const parent = (index: number) => (waitsInQueue ? expect.any(String) : parents.get(index));
    expect(reported.sort((a, b) => a.index - b.index)).toEqual(
      indices.map((index) => ({ index, parent: parent(index), ...expectedAttributes(index) })),
    );

    const vendors = indices.filter(isVendors);
    expect(await telemetry.count('vendor_api.client.requests')).toBe(vendors.length);
    for (const kind of KINDS.filter((each) => 'code' in each)) {
      const counted = { 'vendor_api.error.code': kind.normalized, 'vendor_api.error.native_code': `${kind.code}` };
      const calledFor = vendors.filter((index) => kindOf(index) === kind).length;
      expect(await telemetry.count('vendor_api.client.errors', counted)).toBe(calledFor);
    }
  });
});
