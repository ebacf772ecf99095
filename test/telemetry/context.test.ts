import { type Context, context, createContextKey, trace } from '@opentelemetry/api';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { call, LINQ_LIMITED, startAnswers } from '../support/answers.js';
import { watchLinq } from '../support/linq-answers.js';
import type { TestServer } from '../support/server.js';
import { startTelemetry, type Telemetry } from '../support/telemetry.js';

let vendor: TestServer;
let telemetry: Telemetry;

beforeEach(async () => {
  vendor = await startAnswers({ '/limited': LINQ_LIMITED });
});

afterEach(async () => {
  await telemetry.stop();
  await vendor.close();
});

it("every metric is recorded in the context of its call, for the application's views", async () => {
  const seen: Record<string, unknown[]> = {};
  const views = ['requests', 'errors', 'retry_after'].map((name) => ({
    instrumentName: `vendor_api.client.${name}`,
    attributesProcessors: [
      {
        process(attributes: object, recordContext?: Context) {
          seen[name] = [...(seen[name] ?? []), recordContext && trace.getSpanContext(recordContext)?.spanId];
          return { ...attributes };
        },
      },
    ],
  }));
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const meterProvider = new MeterProvider({ readers: [new PeriodicExportingMetricReader({ exporter })], views });
  const plugin = watchLinq([vendor.host]);
  telemetry = startTelemetry([plugin]);
  plugin.setMeterProvider(meterProvider);
  for (let count = 0; count < 2; count += 1) await call(`${vendor.url}/limited`);
  await meterProvider.shutdown();
  const spanIds = telemetry.spans().map((span) => span.spanContext().spanId);
  expect(new Set(spanIds).size).toBe(2);
  expect(seen).toEqual({ requests: spanIds, errors: spanIds, retry_after: spanIds });
});

it('the hooks run in a usable context', async () => {
  const key = createContextKey('of the application');
  const seen: unknown[] = [];
  const plugin = watchLinq([vendor.host], {
    errorHook: (span) => {
      const hookContext = context.active();
      const more = hookContext.setValue(key, 'more');
      seen.push(more.getValue(key), hookContext.getValue(key), more.deleteValue(key).getValue(key));
      seen.push(trace.getSpan(more) === span, trace.getSpan(trace.deleteSpan(hookContext)));
    },
  });
  telemetry = startTelemetry([plugin]);
  await call(`${vendor.url}/limited`);
  expect(seen).toEqual(['more', undefined, undefined, true, undefined]);
});
