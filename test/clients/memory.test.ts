import type { ServerResponse } from 'node:http';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { capturedBytesInFlight } from '../../src/clients/body-capture.js';
import { linqError, watchLinq } from '../support/linq-answers.js';
import { startServer, type TestServer } from '../support/server.js';
import { startTelemetry, type Telemetry } from '../support/telemetry.js';
import { undicis } from '../support/undici-clients.js';

const KIB = 1024;
const LIMIT = 8 * 1024 * KIB;
const SENT = 60 * KIB;
/** The plugin's limit of one body: a capture takes as much at most, however it grows. */
const MAX_CAPTURE = 64 * KIB;
const CODE_4004 = linqError(4004, { status: 503 });

const stalled: (() => void)[] = [];
let server: TestServer;
let telemetry: Telemetry;
let before = 0;

/** The bytes that the server sends before it stalls, and those that it sends when it goes on. */
const first = Buffer.from(CODE_4004.padEnd(SENT));
const rest = (total: number) => Buffer.alloc(total - SENT, ' ');

beforeAll(async () => {
  server = await startServer((request, response: ServerResponse) => {
    const total = Number(request.url?.slice(1));
    response.writeHead(503, { 'content-length': total, 'x-trace-id': 'linq-trace-1' });
    response.write(first);
    stalled.push(() => response.end(rest(total)));
  });
});

afterAll(() => server.close());

beforeEach(() => {
  stalled.length = 0;
  before = capturedBytesInFlight();
});

afterEach(() => telemetry.stop());

function expectCaptured(calls: number): void {
  expect(capturedBytesInFlight() - before).toBeGreaterThanOrEqual(calls * SENT);
  expect(capturedBytesInFlight() - before).toBeLessThanOrEqual(calls * MAX_CAPTURE);
}

function goOn(): void {
  for (const each of stalled) each();
}

/** Makes calls at once, and follows how much of their bodies came and how much was captured meanwhile. */
function burst(count: number, total: number, signal?: AbortSignal) {
  const seen = { bytes: 0, peak: 0 };
  const calls = Array.from({ length: count }, async () => {
    const response = await fetch(`${server.url}/${total}`, signal && { signal });
    const chunks: Uint8Array[] = [];
    for await (const chunk of response.body ?? []) {
      chunks.push(chunk);
      seen.bytes += chunk.byteLength;
      seen.peak = Math.max(seen.peak, capturedBytesInFlight());
    }
    return Buffer.concat(chunks);
  });
  const done = Promise.allSettled(calls);
  const arrived = () => vi.waitFor(() => expect(seen.bytes).toBe(count * SENT), { timeout: 10_000 });
  return { seen, done, arrived };
}

describe('bodies of many calls in flight', () => {
  it.each([
    ['end below the limit of one body', 62 * KIB],
    ['go on over the limit of one body', 100 * KIB],
  ])('take at most 8 MiB when they stall and %s', async (_what, total) => {
    telemetry = startTelemetry([watchLinq([server.host])]);
    const { seen, done, arrived } = burst(300, total);
    await arrived();
    expect(seen.peak).toBeLessThanOrEqual(LIMIT);
    // All of them together have more than twice as much, so the bound was met.
    expect(seen.peak).toBeGreaterThan(LIMIT - 2 * SENT);
    goOn();
    const whole = Buffer.concat([first, rest(total)]);
    const wrong = (await done).filter((call) => call.status === 'rejected' || !call.value.equals(whole));
    expect(wrong).toEqual([]);
    expect(seen.peak).toBeLessThanOrEqual(LIMIT);
    expect(capturedBytesInFlight()).toBe(0);
    expect(await telemetry.count('vendor_api.client.requests')).toBe(300);
    expect(await telemetry.count('vendor_api.client.errors', { 'vendor_api.error.code': 'service_unavailable' })).toBe(
      300,
    );
    const withCode = await telemetry.count('vendor_api.client.errors', { 'vendor_api.error.native_code': '4004' });
    expect(withCode).toBeGreaterThanOrEqual(LIMIT / MAX_CAPTURE);
  });

  it('are released when the application aborts the calls', async () => {
    telemetry = startTelemetry([watchLinq([server.host])]);
    const abort = new AbortController();
    const { done, arrived } = burst(50, 62 * KIB, abort.signal);
    await arrived();
    expectCaptured(50);
    abort.abort();
    expect((await done).map(({ status }) => status)).not.toContain('fulfilled');
    await vi.waitFor(() => expect(capturedBytesInFlight()).toBe(0), { timeout: 5_000 });
    expect(await telemetry.count('vendor_api.client.errors')).toBe(50);
  });

  it.each(undicis)('are released when $name is destroyed during the calls', async (undici) => {
    telemetry = startTelemetry([watchLinq([server.host])]);
    const pool = undici.pool(server.url, 20);
    const bodies = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const { body } = await pool.request({ path: `/${62 * KIB}`, method: 'GET' });
        return body.on('error', () => undefined).resume();
      }),
    );
    await vi.waitFor(() => expectCaptured(20), { timeout: 5_000 });
    await pool.destroy();
    await vi.waitFor(() => expect(capturedBytesInFlight()).toBe(0), { timeout: 5_000 });
    expect(bodies.every((body) => body.destroyed)).toBe(true);
  });
});

describe.each([
  ["the user's instrumentation", () => new UndiciInstrumentation()],
  ['its own instrumentation', undefined],
])('disabling the plugin with %s in the middle of calls', (_whose, makeUndici) => {
  const start = () => {
    const undici = makeUndici?.();
    const plugin = watchLinq([server.host]);
    telemetry = startTelemetry(undici ? [undici, plugin] : [plugin]);
    return plugin;
  };

  it.each([
    ['the server goes on', goOn],
    ['the application aborts them', (abort: AbortController) => abort.abort()],
  ])('releases their bodies once %s', async (_how, end) => {
    const plugin = start();
    const abort = new AbortController();
    const { done, arrived } = burst(50, 62 * KIB, abort.signal);
    await arrived();
    expectCaptured(50);
    plugin.disable();
    end(abort);
    await done;
    await vi.waitFor(() => expect(capturedBytesInFlight() - before).toBe(0), { timeout: 5_000 });
    expect(await telemetry.count('vendor_api.client.requests')).toBe(0);
    expect(await telemetry.count('vendor_api.client.errors')).toBe(0);
  });
});

it('captures no body after a responseHook has disabled the plugin', async () => {
  const plugin = watchLinq([server.host], { responseHook: () => plugin.disable() });
  telemetry = startTelemetry([plugin]);
  const { seen, done, arrived } = burst(1, 62 * KIB);
  await arrived();
  expect(seen.peak - before).toBe(0);
  goOn();
  expect((await done).map(({ status }) => status)).toEqual(['fulfilled']);
  expect(capturedBytesInFlight() - before).toBe(0);
});

it('releases the body after the call if the span ends with the head of the response', async () => {
  telemetry = startTelemetry([watchLinq([server.host], { responseHook: (span) => span.end() })]);
  const { done, arrived } = burst(1, 62 * KIB);
  await arrived();
  expect(capturedBytesInFlight() - before).toBeGreaterThan(0);
  goOn();
  expect((await done).map(({ status }) => status)).toEqual(['fulfilled']);
  expect(capturedBytesInFlight() - before).toBe(0);
});
