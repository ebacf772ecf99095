import { isSpanContextValid, trace } from '@opentelemetry/api';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { linqError, startLinqTelemetry, watchLinq } from '../support/linq-answers.js';
import { startServer, type TestServer } from '../support/server.js';
import { builtInFetch, clients, closeClients } from '../support/undici-clients.js';

const BODY = linqError(1007);

let server: TestServer;
let heard: string[] = [];
let stop: () => Promise<unknown> = async () => undefined;

beforeAll(async () => {
  server = await startServer((request, response) => {
    const ok = request.url === '/ok';
    response.writeHead(ok ? 200 : 429, { 'x-trace-id': 'abc' }).end(ok ? '{}' : BODY);
  });
});

afterAll(async () => {
  await closeClients();
  await server.close();
});

beforeEach(() => {
  heard = [];
});

afterEach(() => stop());

type Config = Parameters<typeof watchLinq>[1];

const hooks: Config = {
  responseHook: (span, { vendor, traceId, status }) => {
    heard.push(`response ${vendor} ${traceId} ${status}, ${span.isRecording() ? 'recorded' : 'not recorded'}`);
  },
  errorHook: (span, { code, nativeCode }) => {
    heard.push(`error ${code} ${nativeCode}, ${span.isRecording() ? 'recorded' : 'not recorded'}`);
  },
};

function startSampled(sampler: Sampler) {
  const telemetry = startLinqTelemetry([server.host], hooks, { sampler });
  stop = telemetry.stop;
  return telemetry;
}

const UNSAMPLED = [
  'response linq abc 429, not recorded',
  'error rate_limited 1007, not recorded',
  'response linq abc 200, not recorded',
];

describe.each(clients.filter(({ name }) => /fetch|request/.test(name)))('with $name', (client) => {
  it('counts calls and runs hooks if no call is sampled', async () => {
    const telemetry = startSampled(new AlwaysOffSampler());
    expect(await client.get(server.url)).toEqual({ status: 429, bytes: Buffer.from(BODY) });
    await client.get(`${server.url}/ok`);
    expect(telemetry.spans()).toEqual([]);
    expect(await telemetry.count('vendor_api.client.requests')).toBe(2);
    expect(await telemetry.count('vendor_api.client.errors', { 'vendor_api.error.native_code': '1007' })).toBe(1);
    expect(heard).toEqual(UNSAMPLED);
  });

  it('counts calls and runs hooks without a tracer provider', async () => {
    const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
    const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 });
    const meterProvider = new MeterProvider({ readers: [reader] });
    const plugin = watchLinq([server.host], hooks);
    plugin.setMeterProvider(meterProvider);
    stop = async () => {
      plugin.disable();
      await meterProvider.shutdown();
    };
    expect(isSpanContextValid(trace.getTracer('test').startSpan('probe').spanContext())).toBe(false);
    expect(await client.get(server.url)).toEqual({ status: 429, bytes: Buffer.from(BODY) });
    await client.get(`${server.url}/ok`);
    await reader.forceFlush();
    const scopes = exporter.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics);
    const sums = scopes.flatMap(({ metrics }) =>
      metrics.map(({ descriptor, dataPoints }) => [descriptor.name, dataPoints.map(({ value }) => value)]),
    );
    expect(Object.fromEntries(sums)).toMatchObject({
      'vendor_api.client.requests': [1, 1],
      'vendor_api.client.errors': [1],
    });
    expect(heard).toEqual(UNSAMPLED);
  });
});

describe('the counts are complete', () => {
  it.each([
    ['all', new AlwaysOnSampler(), (spans: number) => spans === 60],
    ['about half', new TraceIdRatioBasedSampler(0.5), (spans: number) => spans > 0 && spans < 60],
    ['none', new TraceIdRatioBasedSampler(0), (spans: number) => spans === 0],
  ])('if %s of the calls are sampled', async (_share, sampler, isExpected) => {
    const telemetry = startSampled(sampler);
    await Promise.all(Array.from({ length: 60 }, () => builtInFetch.get(server.url)));
    const spans = telemetry.spans();
    expect(spans.length).toSatisfy(isExpected);
    expect(spans.filter(({ attributes }) => attributes['vendor_api.error.code'] === 'rate_limited')).toEqual(spans);
    expect(await telemetry.count('vendor_api.client.requests', { 'error.type': '429' })).toBe(60);
    expect(await telemetry.count('vendor_api.client.errors', { 'vendor_api.error.code': 'rate_limited' })).toBe(60);
    expect(heard.filter((line) => line.startsWith('response linq abc 429'))).toHaveLength(60);
    expect(heard.filter((line) => line.startsWith('error rate_limited 1007'))).toHaveLength(60);
    expect(heard.filter((line) => line.endsWith(', recorded'))).toHaveLength(2 * spans.length);
  });
});
