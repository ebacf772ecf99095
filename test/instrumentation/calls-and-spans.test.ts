import { channel } from 'node:diagnostics_channel';
import type { request as httpRequest, IncomingMessage } from 'node:http';
import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';
import {
  context,
  metrics,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  trace,
} from '@opentelemetry/api';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { InMemoryLogRecordExporter, LoggerProvider, SimpleLogRecordProcessor } from '@opentelemetry/sdk-logs';
import { MeterProvider } from '@opentelemetry/sdk-metrics';
import { AlwaysOffSampler } from '@opentelemetry/sdk-trace-node';
import { request as undiciRequest } from 'undici7';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { VendorError } from '../../src/index.js';
import { linqError, watchLinq } from '../support/linq-answers.js';
import { memoryMetrics } from '../support/memory-metrics.js';
import { startServer, type TestServer } from '../support/server.js';
import { startTelemetry, type Telemetry } from '../support/telemetry.js';

const REQUESTS = 'vendor_api.client.requests';
const ERRORS = 'vendor_api.client.errors';

// `HttpInstrumentation` changes the module once, when that is required.
const http = new HttpInstrumentation();
const undici = new UndiciInstrumentation();
const { request } = createRequire(import.meta.url)('node:http') as typeof import('node:http');

let vendor: TestServer;
let other: TestServer;
/** A port that nobody listens to. */
let refused: TestServer;
let telemetry: Telemetry | undefined;

/** Answers after so many milliseconds, with a code and a trace id of its own: `/1007/20`; `/ok/0` is a success. */
const answers = () =>
  startServer((incoming, response) => {
    const [, code = '', wait] = incoming.url?.split('/') ?? [];
    const headers = { 'content-type': 'application/json', 'x-trace-id': `trace-${code}` };
    setTimeout(() => {
      if (code === 'ok') response.writeHead(200, headers).end('{"id":"message-1"}');
      else response.writeHead(429, headers).end(linqError(Number(code)));
    }, Number(wait) || 0);
  });

beforeAll(async () => {
  [vendor, other, refused] = await Promise.all([answers(), answers(), answers()]);
  await refused.close();
});

afterAll(async () => {
  await vendor.close();
  await other.close();
});

beforeEach(() => {
  http.setConfig({ ignoreIncomingRequestHook: () => true });
});

afterEach(async () => {
  await telemetry?.stop();
  telemetry = undefined;
});

async function callByHttp(url: string, send: typeof httpRequest = request): Promise<string> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    send(url, { agent: false }, resolve).on('error', reject).end();
  });
  const body = await text(response);
  await new Promise((resolve) => setTimeout(resolve, 5));
  return body;
}

const callByFetch = async (url: string) => (await fetch(url)).text();

const clients = [
  ['fetch', callByFetch],
  ['node:http', callByHttp],
] as const;

interface Seen {
  readonly traceId: string | undefined;
  readonly nativeCode: string | undefined;
}

function hooks() {
  const errors: Seen[] = [];
  const responses: (string | undefined)[] = [];
  return {
    errors,
    responses,
    errorHook: (_span: Span, { traceId, nativeCode }: VendorError) => void errors.push({ traceId, nativeCode }),
    responseHook: (_span: Span, response: { traceId: string | undefined }) => void responses.push(response.traceId),
  };
}

const sorted = (items: readonly Seen[]) => [...items].sort((a, b) => Number(a.nativeCode) - Number(b.nativeCode));

it('calls below a remote parent are separated although they share its span', async () => {
  const { errors, responses, ...config } = hooks();
  const logs = new InMemoryLogRecordExporter();
  const plugin = watchLinq([vendor.host], { logs: true, ...config });
  telemetry = startTelemetry([http, plugin]);
  plugin.setLoggerProvider(new LoggerProvider({ processors: [new SimpleLogRecordProcessor({ exporter: logs })] }));
  http.setConfig({ ignoreIncomingRequestHook: () => true, requireParentforOutgoingSpans: true });
  const parent = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), traceFlags: TraceFlags.SAMPLED, isRemote: true };
  const paths = ['/1007/40', '/ok/0', '/2008/20', '/4004/10'];
  await context.with(trace.setSpanContext(ROOT_CONTEXT, parent), () =>
    Promise.all([...paths.map((path) => callByHttp(vendor.url + path)), callByHttp(`${other.url}/5005/30`)]),
  );
  expect(telemetry.spans()).toEqual([]);
  expect(await telemetry.count(REQUESTS)).toBe(4);
  expect(await telemetry.count(ERRORS)).toBe(3);
  expect(sorted(errors)).toEqual(
    [1007, 2008, 4004].map((code) => ({ traceId: `trace-${code}`, nativeCode: String(code) })),
  );
  expect(responses.sort()).toEqual(['trace-1007', 'trace-2008', 'trace-4004', 'trace-ok']);
  const logged = logs.getFinishedLogRecords().map(({ attributes, spanContext }) => ({
    traceId: attributes['vendor_api.trace_id'],
    nativeCode: attributes['vendor_api.error.native_code'],
    parent: spanContext?.traceId,
  }));
  expect(sorted(logged as never)).toEqual(
    [1007, 2008, 4004].map((code) => ({ traceId: `trace-${code}`, nativeCode: String(code), parent: parent.traceId })),
  );
});

it('finds the span of a request among many that started in the same turn, without reading them all', async () => {
  telemetry = startTelemetry([undici, watchLinq([vendor.host])]);
  const tracer = telemetry.tracerProvider.getTracer('test');
  let reads = 0;
  // Spans of requests to the same URL: of another client, which publishes nothing.
  const options = { kind: SpanKind.CLIENT, attributes: { 'http.request.method': 'GET', 'url.full': vendor.url } };
  for (let count = 0; count < 2000; count++) {
    const span = tracer.startSpan('GET', options) as Span & { attributes: object };
    const { attributes } = span;
    Object.defineProperty(span, 'attributes', { get: () => [attributes, reads++][0] });
  }
  const answer = undiciRequest(`${vendor.url}/1007/0`);
  expect(reads).toBeLessThan(500);
  await (await answer).body.text();
  const [span] = telemetry.spans();
  expect(span?.attributes['vendor_api.error.native_code']).toBe('1007');
});

describe('a request of node:http and one by fetch to one URL, in one turn', () => {
  /** The request is sent later than that of fetch, as if its body were streamed. */
  async function bothAtOnce() {
    const sent = request(`${vendor.url}/1007/0`, { agent: false });
    const byHttp = new Promise<IncomingMessage>((resolve, reject) => sent.on('response', resolve).on('error', reject));
    const byFetch = callByFetch(`${vendor.url}/1007/0`);
    setTimeout(() => sent.end(), 30);
    await byFetch;
    await text(await byHttp);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const scopesWithErrors = () =>
    telemetry
      ?.spans()
      .filter(({ attributes }) => attributes['vendor_api.error.native_code'] === '1007')
      .map(({ instrumentationScope }) => instrumentationScope.name)
      .sort();
  const BOTH = ['@opentelemetry/instrumentation-http', '@opentelemetry/instrumentation-undici'];

  it('each have their own span', async () => {
    const own = new UndiciInstrumentation();
    telemetry = startTelemetry([own, http, watchLinq([vendor.host])]);
    await bothAtOnce();
    expect(scopesWithErrors()).toEqual(BOTH);
  });

  it('each have their own span if the plugin creates that of fetch', async () => {
    telemetry = startTelemetry([http, watchLinq([vendor.host])]);
    await bothAtOnce();
    await bothAtOnce();
    expect(scopesWithErrors()).toEqual([...BOTH, ...BOTH].sort());
  });
});

describe.each(clients)('by %s', (_client, call) => {
  it('concurrent calls have their own error on their own span', async () => {
    telemetry = startTelemetry([undici, http, watchLinq([vendor.host])]);
    const codes = Array.from({ length: 40 }, (_, index) => 1000 + index);
    await Promise.all(
      codes.flatMap((code) => [
        call(`${vendor.url}/${code}/${(code * 7) % 23}`),
        call(`${other.url}/${code}/${(code * 5) % 23}`),
      ]),
    );
    const found = telemetry
      .spans()
      .map(({ attributes }) => [
        new URL(String(attributes['url.full'])).host === vendor.host,
        new URL(String(attributes['url.full'])).pathname.split('/')[1],
        attributes['vendor_api.error.native_code'],
        attributes['vendor_api.trace_id'],
      ]);
    expect(found).toHaveLength(80);
    for (const [isVendor, code, nativeCode, traceId] of found) {
      expect([nativeCode, traceId]).toEqual(isVendor ? [code, `trace-${code}`] : [undefined, undefined]);
    }
    expect(await telemetry.count(REQUESTS)).toBe(40);
  });

  it('without a propagator, no call has the error of another call', async () => {
    telemetry = startTelemetry([undici, http, watchLinq([vendor.host])]);
    propagation.disable();
    const codes = Array.from({ length: 20 }, (_, index) => 1000 + index);
    // Some of them twice at the same time, so that their spans look the same.
    await Promise.all([...codes, ...codes.slice(10)].map((code) => call(`${vendor.url}/${code}/${(code * 7) % 23}`)));
    expect(telemetry.spans()).toHaveLength(30);
    const found = telemetry
      .spans()
      .map(({ attributes }) => [
        new URL(String(attributes['url.full'])).pathname.split('/')[1],
        attributes['vendor_api.error.native_code'],
      ]);
    for (const [code, nativeCode] of found) expect([undefined, code]).toContain(nativeCode);
    expect(found.filter(([, nativeCode]) => nativeCode !== undefined).length).toBeGreaterThanOrEqual(10);
    expect(await telemetry.count(REQUESTS)).toBe(30);
  });

  it('unsampled calls are counted, and hooks run', async () => {
    const { errors, responses, ...config } = hooks();
    telemetry = startTelemetry([undici, http, watchLinq([vendor.host], config)], { sampler: new AlwaysOffSampler() });
    for (const path of ['/1007', '/ok', '/2008']) await call(vendor.url + path);
    expect(telemetry.spans()).toEqual([]);
    expect(await telemetry.count(REQUESTS)).toBe(3);
    expect(errors.map(({ nativeCode }) => nativeCode)).toEqual(['1007', '2008']);
    expect(responses).toEqual(['trace-1007', 'trace-ok', 'trace-2008']);
  });

  it('calls without tracing are counted, and hooks run', async () => {
    const memory = memoryMetrics();
    const provider = new MeterProvider({ readers: [memory.reader] });
    metrics.setGlobalMeterProvider(provider);
    const { errors, responses, ...config } = hooks();
    const plugin = watchLinq([vendor.host, refused.host], config);
    for (const path of ['/1007', '/ok']) await call(vendor.url + path);
    await expect(call(refused.url)).rejects.toThrow();
    await new Promise((resolve) => setTimeout(resolve, 5));
    plugin.disable();
    expect(await memory.count(REQUESTS)).toBe(3);
    expect(await memory.count(ERRORS, { 'vendor_api.error.code': 'rate_limited' })).toBe(1);
    expect(await memory.count(ERRORS, { 'vendor_api.error.code': 'connection_failed' })).toBe(1);
    expect(errors).toEqual([{ traceId: 'trace-1007', nativeCode: '1007' }, {}]);
    expect(responses).toEqual(['trace-1007', 'trace-ok']);
    await provider.shutdown();
    metrics.disable();
  });
});

describe('a span of another kind of instrumentation', () => {
  const CREATE = 'undici:request:create';
  const ERROR = 'undici:request:error';
  interface Message {
    readonly request: { readonly method: string; readonly origin: string; readonly path: string };
  }

  /** Starts a span in a subscriber, as SDKs do that have an instrumentation of their own. */
  function instrument(): () => void {
    const spans = new WeakMap<object, Span>();
    const onCreate = (message: unknown) => {
      const { request } = message as Message;
      const attributes = { 'http.request.method': request.method, 'url.full': request.origin + request.path };
      spans.set(request, trace.getTracer('theirs').startSpan('http.client', { kind: SpanKind.CLIENT, attributes }));
    };
    const onEnd = (message: unknown) => spans.get((message as Message).request)?.end();
    channel(CREATE).subscribe(onCreate);
    channel(ERROR).subscribe(onEnd);
    return () => {
      channel(CREATE).unsubscribe(onCreate);
      channel(ERROR).unsubscribe(onEnd);
    };
  }

  it.each(['before', 'after'])(
    'has the network error if it records no exceptions; created %s the plugin',
    async (when) => {
      const early = when === 'before' ? instrument() : undefined;
      const plugin = watchLinq([refused.host]);
      const late = when === 'after' ? instrument() : undefined;
      telemetry = startTelemetry([plugin]);
      await expect(fetch(refused.url)).rejects.toThrow();
      expect(telemetry.span().attributes).toMatchObject({
        'vendor_api.error.code': 'connection_failed',
        'error.type': 'ECONNREFUSED',
      });
      expect(telemetry.span().instrumentationScope.name).toBe('theirs');
      expect(await telemetry.count(ERRORS, { 'vendor_api.error.code': 'connection_failed' })).toBe(1);
      early?.();
      late?.();
    },
  );

  it("has the information of the response's head if it ends with the head; the error is counted, and hooks run", async () => {
    const slow = await startServer((_request, response) => {
      response.writeHead(403, { 'content-type': 'application/json', 'x-trace-id': 'trace-slow' });
      const body = linqError(2008, { status: 403 });
      response.write(body.slice(0, 20));
      setTimeout(() => response.end(body.slice(20)), 20);
    });
    const { errors, responses, ...config } = hooks();
    telemetry = startTelemetry([watchLinq([slow.host], config)]);
    // As Next.js does around `fetch`.
    const url = `${slow.url}/v3/chats`;
    const attributes = { 'http.method': 'GET', 'http.url': url };
    const tracer = trace.getTracer('theirs');
    const response = await tracer.startActiveSpan('fetch', { kind: SpanKind.CLIENT, attributes }, async (span) => {
      const answer = await fetch(url);
      span.end();
      return answer;
    });
    await response.text();
    expect(telemetry.span().attributes).toMatchObject({
      'vendor_api.name': 'linq',
      'url.template': '/v3/chats',
      'vendor_api.trace_id': 'trace-slow',
      'vendor_api.error.code': 'permission_denied',
    });
    expect(errors).toEqual([{ traceId: 'trace-slow', nativeCode: '2008' }]);
    expect(responses).toEqual(['trace-slow']);
    expect(await telemetry.count(REQUESTS)).toBe(1);
    expect(await telemetry.count(ERRORS, { 'vendor_api.error.code': 'recipient_not_allowed' })).toBe(1);
    await slow.close();
  });

  it('is the span of the call if it is an active HTTP client span', async () => {
    telemetry = startTelemetry([watchLinq([vendor.host])]);
    const attributes = { 'http.method': 'GET', 'http.url': `${vendor.url}/1007` };
    await trace.getTracer('theirs').startActiveSpan('fetch', { kind: SpanKind.CLIENT, attributes }, async (span) => {
      await callByFetch(`${vendor.url}/1007`);
      span.end();
    });
    expect(telemetry.span().attributes).toMatchObject({ 'vendor_api.error.native_code': '1007' });
    expect(await telemetry.count(ERRORS)).toBe(1);
  });

  it.each([
    ['in the same turn', () => {}],
    ['later', () => new Promise((resolve) => setImmediate(resolve))],
  ])('belongs to one call, made %s: a retry inside it is counted and does not change the span', async (_when, wait) => {
    telemetry = startTelemetry([watchLinq([vendor.host])]);
    const attributes = { 'http.method': 'GET', 'http.url': vendor.url };
    await trace.getTracer('theirs').startActiveSpan('fetch', { kind: SpanKind.CLIENT, attributes }, async (span) => {
      await wait();
      for (const path of ['/1007', '/2008']) await callByFetch(vendor.url + path);
      span.end();
    });
    expect(telemetry.spans()[0]?.attributes).toMatchObject({ 'vendor_api.error.native_code': '1007' });
    expect(await telemetry.count(ERRORS)).toBe(2);
  });

  it("can have its kind in an attribute, like Sentry's", async () => {
    telemetry = startTelemetry([watchLinq([vendor.host])]);
    const attributes = { 'otel.kind': 'CLIENT', 'http.method': 'GET', 'http.url': `${vendor.url}/1007` };
    await trace.getTracer('theirs').startActiveSpan('fetch', { attributes }, async (span) => {
      await callByFetch(`${vendor.url}/1007`);
      span.end();
    });
    expect(telemetry.span().attributes).toMatchObject({ 'vendor_api.error.native_code': '1007' });
  });
});

describe('the status of a span next to Sentry’s SDK', () => {
  beforeEach(() => {
    (globalThis as { __SENTRY__?: object }).__SENTRY__ = {};
  });

  afterEach(() => {
    delete (globalThis as { __SENTRY__?: object }).__SENTRY__;
  });

  it('is unchanged for an HTTP status, from which Sentry infers its own', async () => {
    telemetry = startTelemetry([undici, watchLinq([vendor.host])]);
    await callByFetch(`${vendor.url}/1007`);
    expect(telemetry.span().attributes).toMatchObject({ 'vendor_api.error.native_code': '1007' });
    expect(telemetry.span().status).toEqual({ code: SpanStatusCode.ERROR });
  });

  it('has a description if there was no response', async () => {
    telemetry = startTelemetry([undici, watchLinq([refused.host])]);
    await expect(fetch(refused.url)).rejects.toThrow();
    expect(telemetry.span().status).toEqual({ code: SpanStatusCode.ERROR, message: 'linq connection_failed' });
  });
});
