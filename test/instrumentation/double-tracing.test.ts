import { context, propagation, type Span, type Tracer, type TracerProvider } from '@opentelemetry/api';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { LINQ_LIMITED, LINQ_SUCCESS, startAnswers } from '../support/answers.js';
import { watchLinq } from '../support/linq-answers.js';
import { type ProcessWarnings, recordWarnings } from '../support/process-warnings.js';
import type { TestServer } from '../support/server.js';
import { startTelemetry, type Telemetry } from '../support/telemetry.js';
import { clients, closeClients } from '../support/undici-clients.js';

let vendor: TestServer;
let other: TestServer;
let warnings: ProcessWarnings;
let telemetry: Telemetry;

beforeAll(async () => {
  vendor = await startAnswers({ '/limited': LINQ_LIMITED, '/ok': LINQ_SUCCESS });
  other = await startAnswers({ '/ok': LINQ_SUCCESS });
});

afterAll(async () => {
  await closeClients();
  await vendor.close();
  await other.close();
});

beforeEach(() => {
  warnings = recordWarnings();
});

afterEach(async () => {
  await telemetry.stop();
  warnings.stop();
});

it.each(clients)('reports two other instrumentations once, and counts each call once: $name', async (client) => {
  telemetry = startTelemetry([new UndiciInstrumentation(), watchLinq([vendor.host]), new UndiciInstrumentation()]);
  await client.get(`${other.url}/ok`);
  expect(await warnings.next()).toEqual([]);
  for (const path of ['/ok', '/limited', '/ok']) await client.get(vendor.url + path);
  expect(telemetry.spans()).toHaveLength(8);
  expect(await telemetry.count('vendor_api.client.requests')).toBe(3);
  expect(await telemetry.count('vendor_api.client.errors')).toBe(1);
  expect(await warnings.next()).toEqual([
    [
      'VENDOR_ERRORS_DOUBLE_TRACING',
      expect.stringMatching(
        /^@opentelemetry\/instrumentation-undici .*leave out one registration.*leave out the loader hook\.$/,
      ),
    ],
  ]);
});

it.each([
  ['alone', () => [watchLinq([vendor.host])]],
  ['next to an instrumentation', () => [new UndiciInstrumentation(), watchLinq([vendor.host])]],
])('does not warn if an application adds the traceparent of its own span, the plugin %s', async (_how, make) => {
  telemetry = startTelemetry(make());
  await telemetry.tracerProvider.getTracer('test').startActiveSpan('job', async (span) => {
    const headers: Record<string, string> = {};
    propagation.inject(context.active(), headers);
    expect(Object.keys(headers)).toEqual(['traceparent']);
    await (await fetch(`${vendor.url}/limited`, { headers })).text();
    span.end();
  });
  expect(telemetry.spans()).toHaveLength(2);
  expect(await warnings.next()).toEqual([]);
});

it('does not warn about a tracer that another watched tracer wraps', async () => {
  const instrumentation = new UndiciInstrumentation();
  const plugin = watchLinq([vendor.host]);
  telemetry = startTelemetry([instrumentation, plugin]);
  const inner = telemetry.tracerProvider.getTracer('inner');
  class Wrapper {
    startSpan(...args: Parameters<Tracer['startSpan']>): Span {
      return inner.startSpan(...args);
    }
  }
  const provider = { getTracer: () => new Wrapper() } as unknown as TracerProvider;
  for (const each of [instrumentation, plugin]) each.setTracerProvider(provider);
  await (await fetch(`${vendor.url}/limited`)).text();
  expect(telemetry.span().attributes).toMatchObject({ 'vendor_api.error.native_code': '1007' });
  expect(await warnings.next()).toEqual([]);
});
