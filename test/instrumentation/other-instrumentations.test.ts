import { SpanKind, trace } from '@opentelemetry/api';
import { getNodeAutoInstrumentations } from '@opentelemetry/auto-instrumentations-node';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { call, LINQ_LIMITED, LINQ_SUCCESS } from '../support/answers.js';
import { type DiagLog, recordDiag } from '../support/diag-log.js';
import { watchLinq } from '../support/linq-answers.js';
import { startNodeSdk } from '../support/node-sdk.js';
import { startServer, type TestServer } from '../support/server.js';
import { startTelemetry, type Telemetry } from '../support/telemetry.js';
import { clients, closeClients } from '../support/undici-clients.js';

const ERRORS = 'vendor_api.client.errors';
const REQUESTS = 'vendor_api.client.requests';
const REPORTED = { 'vendor_api.trace_id': 'linq-trace-1', 'vendor_api.error.code': 'rate_limited' };

let vendor: TestServer;
let log: DiagLog;
let stop: () => Promise<void>;
/** How many `traceparent` headers each request had. */
let traceparents: number[] = [];

beforeAll(async () => {
  vendor = await startServer((request, response) => {
    traceparents.push(request.rawHeaders.filter((name) => name === 'traceparent').length);
    const { status, headers, body } = request.url === '/ok' ? LINQ_SUCCESS : LINQ_LIMITED;
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  });
});

afterAll(async () => {
  await closeClients();
  await vendor.close();
});

beforeEach(() => {
  traceparents = [];
  log = recordDiag();
});

afterEach(async () => {
  await stop();
  log.stop();
});

function start(...instrumentations: Parameters<typeof startTelemetry>[0]): Telemetry {
  const telemetry = startTelemetry(instrumentations);
  stop = telemetry.stop;
  return telemetry;
}

describe('next to an UndiciInstrumentation', () => {
  it.each([
    ['created and registered before', () => [new UndiciInstrumentation(), watchLinq([vendor.host])]],
    ['created and registered after', () => [watchLinq([vendor.host]), new UndiciInstrumentation()]],
    ['created before, registered after', () => [new UndiciInstrumentation(), watchLinq([vendor.host])].reverse()],
  ])('a call has only the span of the other instrumentation, %s', async (_when, make) => {
    const telemetry = start(...make());
    await call(`${vendor.url}/limited`);
    expect(telemetry.span().attributes).toMatchObject(REPORTED);
    expect(telemetry.span().instrumentationScope.name).toBe('@opentelemetry/instrumentation-undici');
    expect(traceparents).toEqual([1]);
    expect(await telemetry.count(REQUESTS)).toBe(1);
    expect(await telemetry.count(ERRORS)).toBe(1);
    expect([...log.errors, ...log.warnings]).toEqual([]);
  });

  it.each(clients)('the same with $name', async (client) => {
    const telemetry = start(watchLinq([vendor.host]), new UndiciInstrumentation());
    await client.get(`${vendor.url}/limited`);
    expect(telemetry.span().attributes).toMatchObject(REPORTED);
    expect(traceparents).toEqual([1]);
  });

  it('the plugin creates no spans from the first call on that another instrumentation traces', async () => {
    const telemetry = start(watchLinq([vendor.host]));
    await call(`${vendor.url}/limited`);
    const unregister = registerInstrumentations({
      instrumentations: [new UndiciInstrumentation({ startSpanHook: () => ({ team: 'growth' }) })],
      tracerProvider: telemetry.tracerProvider,
    });
    await call(`${vendor.url}/limited`);
    unregister();
    expect(telemetry.spans().map(({ attributes }) => attributes.team)).toEqual([undefined, 'growth']);
    expect(telemetry.spans().map(({ attributes }) => attributes)).toMatchObject([REPORTED, REPORTED]);
    expect(traceparents).toEqual([1, 1]);
    expect(await telemetry.count(REQUESTS)).toBe(2);
  });

  it('creates no span for a host that the instrumentation ignores, and counts its calls', async () => {
    const telemetry = start(new UndiciInstrumentation({ ignoreRequestHook: () => true }), watchLinq([vendor.host]));
    for (const path of ['/limited', '/ok']) await call(vendor.url + path);
    expect(telemetry.spans()).toEqual([]);
    expect(traceparents).toEqual([0, 0]);
    expect(await telemetry.count(REQUESTS)).toBe(2);
    expect(await telemetry.count(ERRORS)).toBe(1);
  });

  it('creates no span instead of a disabled instrumentation', async () => {
    const undici = new UndiciInstrumentation();
    const telemetry = start(undici, watchLinq([vendor.host]));
    await call(`${vendor.url}/ok`);
    undici.disable();
    telemetry.reset();
    await call(`${vendor.url}/limited`);
    expect(telemetry.spans()).toEqual([]);
    expect(await telemetry.count(ERRORS)).toBe(1);
  });

  it('after disable(), the spans have no attributes of the vendor', async () => {
    const undici = new UndiciInstrumentation();
    const plugin = watchLinq([vendor.host]);
    const telemetry = start(undici, plugin);
    plugin.disable();
    await call(`${vendor.url}/limited`);
    const keys = Object.keys(telemetry.span().attributes);
    expect(keys).toContain('http.response.status_code');
    expect(keys.filter((key) => /^vendor_api\.|^service\.peer\.name$|^peer\.service$/.test(key))).toEqual([]);
    telemetry.reset();

    plugin.enable();
    await call(`${vendor.url}/limited`);
    expect(telemetry.span().attributes['vendor_api.error.code']).toBe('rate_limited');
    expect(await telemetry.count(REQUESTS)).toBe(1);
  });
});

it('other spans that start at the same time, or are active, do not belong to a call', async () => {
  const telemetry = start(new UndiciInstrumentation({ ignoreRequestHook: () => true }), watchLinq([vendor.host]));
  const tracer = trace.getTracer('test');
  const query = tracer.startSpan('SELECT', { kind: SpanKind.CLIENT, attributes: { 'server.address': 'db.internal' } });
  await tracer.startActiveSpan('send', { kind: SpanKind.CLIENT }, async (span) => {
    await call(`${vendor.url}/limited`);
    span.end();
  });
  query.end();
  expect(telemetry.spans()).toHaveLength(2);
  for (const span of telemetry.spans()) expect(span.attributes).not.toHaveProperty(['vendor_api.name']);
  expect(await telemetry.count(ERRORS)).toBe(1);
});

it('a span of the application around several calls belongs to none of them, and each call has its own', async () => {
  const telemetry = start(watchLinq([vendor.host]));
  const [address, port] = vendor.host.split(':');
  const attributes = { 'server.address': address, 'server.port': Number(port) };
  await trace.getTracer('test').startActiveSpan('send', { kind: SpanKind.CLIENT, attributes }, async (span) => {
    for (const path of ['/limited', '/ok']) await call(vendor.url + path);
    span.end();
  });
  await call(`${vendor.url}/limited`);
  const found = telemetry.spans().map(({ name, attributes }) => [name, attributes['vendor_api.trace_id']]);
  expect(found).toEqual([
    ['GET', 'linq-trace-1'],
    ['GET', 'linq-trace-2'],
    ['send', undefined],
    ['GET', 'linq-trace-1'],
  ]);
  expect(await telemetry.count(REQUESTS)).toBe(3);
});

describe('next to the auto-instrumentations', () => {
  const clientSpans = (spans: ReturnType<Telemetry['spans']>) => spans.filter(({ kind }) => kind === SpanKind.CLIENT);

  it.each([
    ['before', (plugin: ReturnType<typeof watchLinq>) => [plugin, getNodeAutoInstrumentations()]],
    ['after', (plugin: ReturnType<typeof watchLinq>) => [getNodeAutoInstrumentations(), plugin]],
  ])('each call has one client span with the vendor’s error: the plugin %s', async (_order, list) => {
    const telemetry = startNodeSdk(list(watchLinq([vendor.host])));
    stop = telemetry.stop;
    for (const path of ['/limited', '/ok']) await call(vendor.url + path);
    const found = clientSpans(telemetry.spans()).map(({ attributes }) => [
      attributes['vendor_api.trace_id'],
      attributes['vendor_api.error.code'],
    ]);
    expect(found).toEqual([
      ['linq-trace-1', 'rate_limited'],
      ['linq-trace-2', undefined],
    ]);
    expect(traceparents).toEqual([1, 1]);
    expect(await telemetry.count(REQUESTS)).toBe(2);
    expect(await telemetry.count(ERRORS)).toBe(1);
    expect(log.warnings.filter((text) => text.startsWith('vendor-errors'))).toEqual([]);
  });
});
