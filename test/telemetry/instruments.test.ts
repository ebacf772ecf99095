import { ValueType } from '@opentelemetry/api';
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { type DataPoint, DataPointType, type Histogram, MeterProvider } from '@opentelemetry/sdk-metrics';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { NAME, VERSION } from '../../src/common/version.js';
import type { VendorErrorsInstrumentation } from '../../src/index.js';
import { call, LINQ_LIMITED, LINQ_SUCCESS, startAnswers } from '../support/answers.js';
import { watchLinq } from '../support/linq-answers.js';
import { type MemoryMetrics, memoryMetrics } from '../support/memory-metrics.js';
import { startServer, type TestServer } from '../support/server.js';

const REQUESTS = 'vendor_api.client.requests';
const ERRORS = 'vendor_api.client.errors';
const RETRY_AFTER = 'vendor_api.client.retry_after';
const WASTED_RETRIES = 'vendor_api.client.wasted_retries';
const DELIVERY_DURATION = 'vendor_api.client.delivery.duration';

let vendor: TestServer;
let memory: MemoryMetrics;
let prometheus: PrometheusExporter;
let plugin: VendorErrorsInstrumentation;
let provider: MeterProvider;

beforeAll(async () => {
  vendor = await startAnswers({
    '/limited': LINQ_LIMITED,
    '/sent': LINQ_SUCCESS,
    '/later': { status: 400, body: { success: false, error: { code: 1999 } } },
  });
});

afterAll(() => vendor.close());

beforeEach(() => {
  memory = memoryMetrics();
  prometheus = new PrometheusExporter({ preventServerStart: true });
  provider = new MeterProvider({ readers: [memory.reader, prometheus] });
  plugin = watchLinq([vendor.host], { webhooks: true });
  plugin.setMeterProvider(provider);
});

afterEach(async () => {
  plugin.disable();
  await provider.shutdown();
});

describe('the instruments', () => {
  it('have exactly these names, kinds, units and descriptions', async () => {
    for (const retry of ['0', '1']) {
      await call(`${vendor.url}/limited`, { headers: { 'x-stainless-retry-count': retry } });
      await call(`${vendor.url}/later`, { headers: { 'x-stainless-retry-count': retry } });
    }
    await call(`${vendor.url}/sent`, { method: 'POST' });
    const trace_id = LINQ_SUCCESS.headers['x-trace-id'];
    await plugin.recordWebhook('linq', { event_type: 'message.delivered', event_id: 'event-1', trace_id });
    const found = [...(await memory.collect()).values()].map(({ descriptor, dataPointType, ...data }) => ({
      name: descriptor.name,
      unit: descriptor.unit,
      description: descriptor.description,
      type: dataPointType,
      monotonic: 'isMonotonic' in data && data.isMonotonic,
      double: descriptor.valueType === ValueType.DOUBLE,
    }));
    const counter = { type: DataPointType.SUM, monotonic: true, double: true };
    expect(found).toEqual([
      { name: REQUESTS, unit: '{request}', description: 'Finished calls to vendor APIs.', ...counter },
      { name: ERRORS, unit: '{error}', description: 'Errors of vendor APIs, by normalized class.', ...counter },
      {
        name: RETRY_AFTER,
        unit: 's',
        description: 'Time to wait before a retry, as requested by vendor APIs.',
        type: DataPointType.HISTOGRAM,
        monotonic: false,
        double: true,
      },
      {
        name: WASTED_RETRIES,
        unit: '{retry}',
        description: 'Retries that failed with a non-retryable error.',
        ...counter,
      },
      {
        name: DELIVERY_DURATION,
        unit: 's',
        description: 'Time from a call until a webhook reports the outcome.',
        type: DataPointType.HISTOGRAM,
        monotonic: false,
        double: true,
      },
    ]);
  });

  it('have histogram buckets from a second to three days', async () => {
    await call(`${vendor.url}/limited`);
    const [point] = (await memory.points(RETRY_AFTER)) as DataPoint<Histogram>[];
    const [first, ...rest] = point?.value.buckets.boundaries ?? [];
    expect([first, rest.at(-1)]).toEqual([1, 259_200]);
    expect(point?.value).toMatchObject({ count: 1, sum: 7, min: 7, max: 7 });
  });
});

describe('in Prometheus', () => {
  it('the metrics have these names, types, labels and scope', async () => {
    const headers = { 'x-stainless-retry-count': '1' };
    for (const path of ['/limited', '/later']) await call(vendor.url + path, { headers });
    const endpoint = await startServer((request, response) => prometheus.getMetricsRequestHandler(request, response));
    const { text } = await call(`${endpoint.url}/metrics`);
    await endpoint.close();

    const lines = text.split('\n').filter((line) => line.includes('vendor_api_'));
    expect(lines.filter((line) => line.startsWith('# TYPE'))).toEqual([
      '# TYPE vendor_api_client_requests_total counter',
      '# TYPE vendor_api_client_errors_total counter',
      '# TYPE vendor_api_client_retry_after histogram',
      '# TYPE vendor_api_client_wasted_retries_total counter',
    ]);
    const samples = lines.filter((line) => !line.startsWith('#')).map((line) => /^(\w+)\{(.*)\} /.exec(line) ?? []);
    const labels = new Map<string, Set<string>>();
    for (const [, name = '', found = ''] of samples) {
      const names = [...found.matchAll(/(\w+)="/g)].map(([, label = '']) => label);
      labels.set(name, new Set(names.filter((label) => !label.startsWith('otel_scope'))));
    }
    const scopes = samples.map(([, , found = '']) => found.match(/otel_scope_(?:name|version)="[^"]*"/g)?.join());
    expect(new Set(scopes)).toEqual(new Set([`otel_scope_name="${NAME}",otel_scope_version="${VERSION}"`]));
    const ofClass = ['vendor_api_name', 'vendor_api_error_code'];
    const ofCall = ['vendor_api_name', 'server_address', 'http_response_status_code'];
    const ofError = ['code', 'category', 'retryable', 'origin', 'effect', 'native_code'].map(
      (name) => `vendor_api_error_${name}`,
    );
    expect(Object.fromEntries(labels)).toEqual({
      vendor_api_client_requests_total: new Set([...ofCall, 'error_type', 'vendor_api_call_outcome']),
      vendor_api_client_errors_total: new Set([...ofCall, ...ofError]),
      vendor_api_client_retry_after_bucket: new Set([...ofClass, 'le']),
      vendor_api_client_retry_after_count: new Set(ofClass),
      vendor_api_client_retry_after_sum: new Set(ofClass),
      vendor_api_client_wasted_retries_total: new Set(ofClass),
    });
  });
});
