import { once } from 'node:events';
import { createRequire } from 'node:module';
import { setImmediate } from 'node:timers/promises';
import {
  createNoopMeter,
  INVALID_SPAN_CONTEXT,
  metrics,
  SpanKind,
  type TracerProvider,
  trace,
} from '@opentelemetry/api';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { MeterProvider } from '@opentelemetry/sdk-metrics';
import { core } from '@opentelemetry/sdk-node';
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { VendorErrorsInstrumentation } from '../../src/index.js';
import { call, LINQ_LIMITED, startAnswers } from '../support/answers.js';
import { recordDiag } from '../support/diag-log.js';
import { watchLinq } from '../support/linq-answers.js';
import { type MemoryMetrics, memoryMetrics } from '../support/memory-metrics.js';
import type { TestServer } from '../support/server.js';

const ERRORS = 'vendor_api.client.errors';
const REQUESTS = 'vendor_api.client.requests';

// `HttpInstrumentation` changes the module once, when that is required.
const instrumentation = new HttpInstrumentation({ ignoreIncomingRequestHook: () => true });
const { get } = createRequire(import.meta.url)('node:http') as typeof import('node:http');
let vendor: TestServer;
const undo: (() => unknown)[] = [];

beforeAll(async () => {
  vendor = await startAnswers({ '/limited': LINQ_LIMITED });
});

afterAll(() => vendor.close());

afterEach(async () => {
  for (const each of undo.splice(0).reverse()) await each();
});

/** A second copy of the API, as an application has it whose packages are not deduplicated. */
function loadAnotherApi(): typeof import('@opentelemetry/api') {
  const require = createRequire(import.meta.url);
  const ofApi = Object.entries(require.cache).filter(([file]) => file.includes('/@opentelemetry/api/'));
  for (const [file] of ofApi) delete require.cache[file];
  const other = require('@opentelemetry/api');
  Object.assign(require.cache, Object.fromEntries(ofApi));
  return other;
}

/** Tracer providers that tests and wrappers of applications register. */
const oddProviders: readonly (readonly [string, () => object])[] = [
  ['whose tracers are undefined', () => ({ getTracer: () => undefined })],
  ['that has no tracers', () => ({})],
  [
    'whose class of tracers is frozen',
    () => ({ getTracer: () => Object.freeze({ startSpan: () => trace.wrapSpanContext(INVALID_SPAN_CONTEXT) }) }),
  ],
  ['without a prototype', () => Object.assign(Object.create(null), { getTracer: () => ({}) })],
  [
    'that throws',
    () => ({
      getTracer: () => {
        throw new Error('no tracer');
      },
    }),
  ],
];

describe('providers', () => {
  function provide(): MemoryMetrics {
    const memory = memoryMetrics();
    const provider = new MeterProvider({ readers: [memory.reader] });
    metrics.setGlobalMeterProvider(provider);
    undo.push(() => provider.shutdown().then(() => metrics.disable()));
    return memory;
  }

  it.each([
    [
      'registered before',
      (plugin: VendorErrorsInstrumentation) => registerInstrumentations({ instrumentations: [plugin] }),
    ],
    ['never registered', (plugin: VendorErrorsInstrumentation) => () => plugin.disable()],
  ])('are used as soon as they are set, by a plugin that was %s', async (_when, register) => {
    undo.push(register(watchLinq([vendor.host])));
    await call(`${vendor.url}/limited`);
    const exporter = new InMemorySpanExporter();
    const tracerProvider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
    trace.setGlobalTracerProvider(tracerProvider);
    undo.push(() => tracerProvider.shutdown().then(() => trace.disable()));
    const first = provide();
    await call(`${vendor.url}/limited`);
    const found = exporter.getFinishedSpans().map(({ attributes }) => attributes['vendor_api.error.code']);
    expect(found).toEqual(['rate_limited']);
    expect(await first.count(ERRORS)).toBe(1);

    metrics.disable();
    const second = provide();
    await call(`${vendor.url}/limited`);
    expect(await second.count(ERRORS)).toBe(1);
    expect(await first.count(ERRORS)).toBe(1);
  });

  it.each([
    [
      'registered without a provider',
      (plugin: VendorErrorsInstrumentation) => registerInstrumentations({ instrumentations: [plugin] }),
    ],
    ['never registered', (plugin: VendorErrorsInstrumentation) => () => plugin.disable()],
  ])(
    'receive the spans of a plugin that was %s after they are replaced, for example between tests',
    async (_when, register) => {
      undo.push(register(watchLinq([vendor.host])));
      for (const _test of ['first', 'second', 'third']) {
        const exporter = new InMemorySpanExporter();
        const tracerProvider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
        trace.setGlobalTracerProvider(tracerProvider);
        await call(`${vendor.url}/limited`);
        const found = exporter.getFinishedSpans().map(({ attributes }) => attributes['vendor_api.error.code']);
        expect(found).toEqual(['rate_limited']);
        await tracerProvider.shutdown();
        trace.disable();
      }
    },
  );

  it.each([
    ['at the end of the turn in which the plugin is made, from the first call on', true],
    ['later, from the second call on', false],
  ])('are found if another copy of the API registers them: %s', async (_when, isSoon) => {
    const other = loadAnotherApi();
    expect(other.trace).not.toBe(trace);
    const exporter = new InMemorySpanExporter();
    const tracerProvider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
    const plugin = watchLinq([vendor.host]);
    if (!isSoon) await setImmediate();
    other.trace.setGlobalTracerProvider(tracerProvider);
    other.propagation.setGlobalPropagator(new core.W3CTraceContextPropagator());
    instrumentation.setTracerProvider(tracerProvider);
    undo.push(
      () => other.propagation.disable(),
      () => tracerProvider.shutdown(),
      () => other.trace.disable(),
      () => plugin.disable(),
    );
    await setImmediate();
    for (const _call of ['first', 'second']) {
      const [response] = await once(get(`${vendor.url}/limited`, { agent: false }), 'response');
      await once(response.resume(), 'close');
      await setImmediate();
    }
    const found = exporter.getFinishedSpans().map(({ attributes }) => attributes['vendor_api.error.code']);
    expect(found).toEqual([isSoon ? 'rate_limited' : undefined, 'rate_limited']);
  });

  it.each(oddProviders)('%s can be registered, and calls are counted', async (_which, make) => {
    const log = recordDiag();
    const plugin = watchLinq([vendor.host]);
    const memory = memoryMetrics();
    const meterProvider = new MeterProvider({ readers: [memory.reader] });
    plugin.setMeterProvider(meterProvider);
    undo.push(
      () => log.stop(),
      () => meterProvider.shutdown(),
      () => trace.disable(),
      () => plugin.disable(),
    );
    expect(trace.setGlobalTracerProvider(make() as TracerProvider)).toBe(true);
    expect(log.warnings).toEqual([expect.stringContaining('the spans of a tracer provider cannot be found')]);
    await call(`${vendor.url}/limited`);
    expect(await memory.count(ERRORS)).toBe(1);
  });

  it.each([
    ['nothing', undefined],
    ['an object without methods', {}],
  ])('are unchanged for the application if their tracers return %s instead of a span', (_what, span) => {
    const log = recordDiag();
    const plugin = watchLinq([vendor.host]);
    undo.push(
      () => log.stop(),
      () => trace.disable(),
      () => plugin.disable(),
    );
    const tracer = { startSpan: () => span };
    trace.setGlobalTracerProvider({ getTracer: () => tracer } as never);
    expect(trace.getTracer('mock').startSpan('send', { kind: SpanKind.CLIENT })).toBe(span);
    expect(log.errors).toEqual([expect.stringContaining('a span cannot be watched')]);
  });

  it.each([
    ['the global one, of which nothing is set yet', () => metrics.getMeterProvider()],
    ['one that does nothing', () => ({ getMeter: createNoopMeter })],
  ])('of metrics can be replaced: after %s, the second one receives the metrics', async (_which, first) => {
    const plugin = watchLinq([vendor.host]);
    const memory = memoryMetrics();
    const provider = new MeterProvider({ readers: [memory.reader] });
    undo.push(
      () => plugin.disable(),
      () => provider.shutdown(),
    );
    plugin.setMeterProvider(first());
    plugin.setMeterProvider(provider);
    await call(`${vendor.url}/limited`);
    expect(await memory.count(REQUESTS)).toBe(1);
    expect(await memory.count(ERRORS)).toBe(1);
  });
});
