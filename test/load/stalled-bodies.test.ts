import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { MeterProvider } from '@opentelemetry/sdk-metrics';
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { Agent, request } from 'undici7';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { capturedBytesInFlight } from '../../src/clients/body-capture.js';
import { linq, VendorErrorsInstrumentation } from '../../src/index.js';
import { memoryMetrics } from '../support/memory-metrics.js';
import { inParallel } from './calls.js';
import { ServerProcess } from './server-process.js';
import { sizes } from './sizes.js';
import { SpanCount } from './span-count.js';

const BODIES = sizes.stalledBodies;
const MIB = 1024 * 1024;
const LIMIT = 8 * MIB;
/** What the server sends before it stalls, and what comes in all. */
const BEGINNING = 16 * 1024;
const TOTAL = 2 * BEGINNING;

const undici = new UndiciInstrumentation();
const dispatcher = new Agent({ bodyTimeout: 0, headersTimeout: 0 });
const spans = new SpanCount();
const memory = memoryMetrics();
let server: ServerProcess;
let plugin: VendorErrorsInstrumentation;

beforeAll(async () => {
  server = await ServerProcess.start(new URL('stalling-server.mjs', import.meta.url));
  plugin = new VendorErrorsInstrumentation({ vendors: [linq({ hosts: [server.host] })] });
  const meterProvider = new MeterProvider({ readers: [memory.reader] });
  const tracerProvider = new NodeTracerProvider({ spanProcessors: [spans] });
  for (const each of [undici, plugin]) {
    each.setTracerProvider(tracerProvider);
    each.setMeterProvider(meterProvider);
  }
});

afterAll(async () => {
  plugin.disable();
  undici.disable();
  await dispatcher.destroy();
  await server.stop();
});

it(`${BODIES} stalled error bodies take at most 8 MiB`, async () => {
  const lengths: number[] = [];
  const ends: Promise<unknown>[] = [];
  let peak = 0;

  /** Makes a call; returns when its body stalls. The rest of it is read when it comes. */
  async function begin(index: number): Promise<void> {
    const { body } = await request(`${server.url}/v3/chats`, { dispatcher });
    lengths[index] = 0;
    ends.push(new Promise((resolve) => body.once('close', resolve)));
    await new Promise<void>((resolve) => {
      body.on('data', (chunk: Buffer) => {
        lengths[index] = (lengths[index] ?? 0) + chunk.byteLength;
        peak = Math.max(peak, capturedBytesInFlight());
        if (lengths[index] === BEGINNING) resolve();
      });
    });
  }

  const indexes = Array.from({ length: BODIES }, (_, index) => index);
  await inParallel(indexes, 200, begin);
  const stalled = { connections: await server.connections(), bytes: capturedBytesInFlight() };
  server.send('go on');
  await Promise.all(ends);
  console.log(`${BODIES} bodies: ${stalled.connections} connections, ${(peak / MIB).toFixed(2)} MiB captured at most`);

  expect(stalled.connections).toBe(BODIES);
  expect(peak).toBeLessThanOrEqual(LIMIT);
  // All of them together have more than that, so the bound was met.
  expect(BODIES * BEGINNING).toBeGreaterThan(1.5 * LIMIT);
  expect(stalled.bytes).toBeGreaterThan(LIMIT - 2 * BEGINNING);
  expect(lengths.filter((length) => length !== TOTAL)).toEqual([]);
  expect(capturedBytesInFlight()).toBe(0);
  expect(Object.fromEntries(spans.byCode)).toEqual({ service_unavailable: BODIES });
  expect(await memory.count('vendor_api.client.requests')).toBe(BODIES);
  expect(await memory.count('vendor_api.client.errors')).toBe(BODIES);
}, 3_600_000);
