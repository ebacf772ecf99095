import diagnosticsChannel from 'node:diagnostics_channel';
import { createRequire } from 'node:module';
import { context, propagation, trace } from '@opentelemetry/api';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { MeterProvider } from '@opentelemetry/sdk-metrics';
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { capturedBytesInFlight } from '../../src/clients/body-capture.js';
import { linq, VendorErrorsInstrumentation } from '../../src/index.js';
import { type DiagLog, recordDiag } from '../support/diag-log.js';
import { type MemoryMetrics, memoryMetrics } from '../support/memory-metrics.js';
import type { PlannedCall } from './calls.js';
import type { Outcome } from './clients.js';
import { makeCalls, WIDTH } from './fault-run.js';
import { faultOf, faults } from './faults.js';
import { seeded } from './random.js';
import { ServerProcess } from './server-process.js';
import { seed, sizes } from './sizes.js';
import { SpanCount } from './span-count.js';

const CALLS = sizes.faultCalls;
const TIMEOUT_MS = 3_600_000;
const CLIENTS = 3;

const random = seeded(seed);
const plan: readonly PlannedCall[] = Array.from({ length: CALLS }, (_, index) => ({
  index,
  client: random(CLIENTS),
  fault: faultOf(random),
}));

const undici = new UndiciInstrumentation();
const http = new HttpInstrumentation();
let server: ServerProcess;
let without: readonly Outcome[];

/** How often each text is there, without those that are not. */
function tally(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

beforeAll(async () => {
  createRequire(import.meta.url)('node:http');
  http.disable();
  undici.disable();
  server = await ServerProcess.start(new URL('fault-server.mjs', import.meta.url));
  expect(server.faults).toEqual(Object.keys(faults));
  without = await makeCalls(server, plan);
}, TIMEOUT_MS);

afterAll(() => server.stop());

describe(`${CALLS} calls, ${WIDTH} at a time, with the seed ${seed}`, () => {
  let log: DiagLog;
  let spans: SpanCount;
  let memory: MemoryMetrics;
  let plugin: VendorErrorsInstrumentation;
  const uncaught: unknown[] = [];
  const note = (problem: unknown) => uncaught.push(problem);

  beforeEach(() => {
    log = recordDiag();
    process.on('uncaughtExceptionMonitor', note).on('unhandledRejection', note);
    spans = new SpanCount();
    memory = memoryMetrics();
    const tracerProvider = new NodeTracerProvider({ spanProcessors: [spans] });
    // With a propagator: before Node.js 22.12, spans of `node:http` are found by the id in the request's headers.
    tracerProvider.register();
    const meterProvider = new MeterProvider({ readers: [memory.reader] });
    undici.enable();
    http.enable();
    plugin = new VendorErrorsInstrumentation({ vendors: [linq({ hosts: [server.host] })] });
    for (const each of [undici, http, plugin]) {
      each.setTracerProvider(tracerProvider);
      each.setMeterProvider(meterProvider);
    }
  });

  afterEach(() => {
    plugin.disable();
    undici.disable();
    http.disable();
    for (const api of [trace, context, propagation]) api.disable();
    log.stop();
    process.off('uncaughtExceptionMonitor', note).off('unhandledRejection', note);
  });

  /** What holds for every run. */
  function expectNothingWrong(outcomes: readonly Outcome[]): void {
    expect(outcomes).toHaveLength(CALLS);
    expect(
      outcomes.flatMap((outcome, index) => (outcome === without[index] ? [] : [[without[index], outcome]])),
    ).toEqual([]);
    expect(spans).toMatchObject({ open: 0, strange: 0 });
    expect(log).toMatchObject({ errors: [], warnings: [] });
    expect(uncaught).toEqual([]);
    expect(capturedBytesInFlight()).toBe(0);
  }

  it(
    'keeps all outcomes unchanged, and counts each call and each error once',
    async () => {
      const start = performance.now();
      const outcomes = await makeCalls(server, plan);
      console.log(`${CALLS} calls in ${((performance.now() - start) / 1000).toFixed(1)} s`);
      expectNothingWrong(outcomes);
      const expected = tally(plan.map(({ fault }) => faults[fault]?.error ?? ''));
      expect(Object.fromEntries(spans.byCode)).toEqual(Object.fromEntries(expected));
      expect(await memory.count('vendor_api.client.requests')).toBe(CALLS);
      for (const [code, count] of expected) {
        const counted = await memory.count('vendor_api.client.errors', { 'vendor_api.error.code': code });
        expect([code, counted]).toEqual([code, code === '' ? 0 : count]);
      }
    },
    TIMEOUT_MS,
  );

  it(
    'keeps all outcomes unchanged while it is disabled, enabled and configured',
    async () => {
      const random = seeded(seed + 1);
      const config = { vendors: [linq({ hosts: [server.host] })] };
      let changes = 0;
      const outcomes = await makeCalls(server, plan, () => {
        // A call begins and ends while about as many others do: some see a change, some do not.
        if (random(WIDTH) > 0) return;
        changes += 1;
        const change = random(4);
        if (change === 0) plugin.disable();
        else if (change === 1) plugin.enable();
        else if (change === 2) plugin.setConfig({ ...config, maxBodyBytes: 1 + random(1000) });
        else plugin.setConfig({ ...config, captureMessage: false, webhooks: true, logs: true });
      });
      plugin.disable();
      console.log(`${changes} changes during ${CALLS} calls`);
      expectNothingWrong(outcomes);
      const counted = await memory.count('vendor_api.client.requests');
      expect(counted).toBeGreaterThan(0);
      expect(counted).toBeLessThan(CALLS);
      const errors = await memory.count('vendor_api.client.errors');
      expect(errors).toBeGreaterThan(0);
      expect(errors).toBeLessThanOrEqual(counted);
      undici.disable();
      const channels = ['create', 'headers', 'trailers', 'error'].map((event) => `undici:request:${event}`);
      expect(channels.filter((channel) => diagnosticsChannel.hasSubscribers(channel))).toEqual([]);
    },
    TIMEOUT_MS,
  );
});
