import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SeverityNumber } from '@opentelemetry/api-logs';
import { OTLPLogExporter } from '@opentelemetry/exporter-logs-otlp-http';
import {
  BatchLogRecordProcessor,
  InMemoryLogRecordExporter,
  LoggerProvider,
  SimpleLogRecordProcessor,
} from '@opentelemetry/sdk-logs';
import { AlwaysOffSampler } from '@opentelemetry/sdk-trace-node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findRow, linq } from '../../src/index.js';
import { call, LINQ_LIMITED, LINQ_SUCCESS, startAnswers } from '../support/answers.js';
import { startLinqTelemetry, watchLinq } from '../support/linq-answers.js';
import type { TestServer } from '../support/server.js';
import { startTelemetry, type Telemetry } from '../support/telemetry.js';

const OPTED_OUT = { status: 403, body: { success: false, error: { code: 2024, message: 'Recipient has opted out' } } };

let vendor: TestServer;
let telemetry: Telemetry;
let exporter: InMemoryLogRecordExporter;
let provider: LoggerProvider;

beforeEach(async () => {
  vendor = await startAnswers({ '/v3/messages': LINQ_LIMITED, '/out': OPTED_OUT, '/ok': LINQ_SUCCESS });
  exporter = new InMemoryLogRecordExporter();
  provider = new LoggerProvider({ processors: [new SimpleLogRecordProcessor({ exporter })] });
});

afterEach(async () => {
  await telemetry.stop();
  await provider.shutdown();
  await vendor.close();
});

/** The plugin with logs, registered with the logger provider. */
function start(options: Parameters<typeof startTelemetry>[1] = {}): void {
  const plugin = watchLinq([vendor.host], { logs: true });
  telemetry = startTelemetry([plugin], options);
  plugin.setLoggerProvider(provider);
}

describe('an error is logged as an event', () => {
  it('with its attributes and the context of its call', async () => {
    start();
    await call(`${vendor.url}/v3/messages`, { method: 'POST' });
    const [record, ...more] = exporter.getFinishedLogRecords();
    expect(more).toEqual([]);
    expect(record).toMatchObject({
      eventName: 'vendor_api.error',
      severityNumber: SeverityNumber.ERROR,
      severityText: 'ERROR',
      body: 'linq 1007 rate_limited',
      instrumentationScope: { name: 'opentelemetry-instrumentation-vendor-errors' },
    });
    expect(record?.attributes).toStrictEqual({
      'vendor_api.name': 'linq',
      'vendor_api.trace_id': 'linq-trace-1',
      'server.address': '127.0.0.1',
      'http.response.status_code': 429,
      'url.template': '/v3/messages',
      'vendor_api.error.code': 'rate_limited',
      'vendor_api.error.category': 'rate_limit',
      'vendor_api.error.retryable': true,
      'vendor_api.error.retry_basis': 'code',
      'vendor_api.error.effect': 'none',
      'vendor_api.error.retry_after': 7,
      'vendor_api.error.native_code': '1007',
      'vendor_api.error.native_class': '1xxx',
      'vendor_api.error.message': 'Too many messages',
      'vendor_api.error.origin': 'response',
      'vendor_api.error.remedy': findRow(linq(), '1007')?.row.remedy,
    });
    const { traceId, spanId } = telemetry.span().spanContext();
    expect(record?.spanContext).toMatchObject({ traceId, spanId });
  });

  it('of an unsampled call, too', async () => {
    start({ sampler: new AlwaysOffSampler() });
    await call(`${vendor.url}/v3/messages`, { method: 'POST' });
    expect(telemetry.spans()).toEqual([]);
    const [record] = exporter.getFinishedLogRecords();
    expect(record?.attributes['vendor_api.trace_id']).toBe('linq-trace-1');
    expect(record?.spanContext?.traceFlags).toBe(0);
  });

  it('as a warning if a recipient cannot be messaged', async () => {
    start();
    await call(`${vendor.url}/out`);
    expect(exporter.getFinishedLogRecords()[0]).toMatchObject({
      severityText: 'WARN',
      severityNumber: SeverityNumber.WARN,
    });
  });
});

it('a success is not logged', async () => {
  start();
  await call(`${vendor.url}/ok`);
  expect(exporter.getFinishedLogRecords()).toEqual([]);
});

it('nothing is logged without the option', async () => {
  const plugin = watchLinq([vendor.host]);
  telemetry = startTelemetry([plugin]);
  plugin.setLoggerProvider(provider);
  await call(`${vendor.url}/v3/messages`);
  expect(exporter.getFinishedLogRecords()).toEqual([]);
  expect(await telemetry.count('vendor_api.client.errors')).toBe(1);
});

it('without a logger provider the rest works', async () => {
  telemetry = startLinqTelemetry([vendor.host], { logs: true });
  await call(`${vendor.url}/v3/messages`);
  expect(telemetry.span().attributes['vendor_api.error.code']).toBe('rate_limited');
});

it('the event is exported over OTLP/HTTP', async () => {
  const received: { path: string | undefined; body: string }[] = [];
  const collector = createServer(async (request, response) => {
    received.push({ path: request.url, body: await text(request) });
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  const { port } = collector.address() as AddressInfo;
  const overHttp = new LoggerProvider({
    processors: [
      new BatchLogRecordProcessor({ exporter: new OTLPLogExporter({ url: `http://127.0.0.1:${port}/v1/logs` }) }),
    ],
  });
  const plugin = watchLinq([vendor.host], { logs: true });
  telemetry = startTelemetry([plugin]);
  plugin.setLoggerProvider(overHttp);
  await call(`${vendor.url}/v3/messages`, { method: 'POST' });
  await overHttp.forceFlush();
  await overHttp.shutdown();
  collector.close();
  expect(received.map(({ path }) => path)).toEqual(['/v1/logs']);
  const [{ logRecords }] = JSON.parse(received[0]?.body ?? '').resourceLogs[0].scopeLogs;
  expect(logRecords).toHaveLength(1);
  expect(logRecords[0]).toMatchObject({ eventName: 'vendor_api.error', severityNumber: SeverityNumber.ERROR });
  expect(logRecords[0].attributes).toContainEqual({
    key: 'vendor_api.trace_id',
    value: { stringValue: 'linq-trace-1' },
  });
  expect(logRecords[0].traceId).toMatch(/^[0-9a-f]{32}$/);
});
