import { context, propagation } from '@opentelemetry/api';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LINQ_LIMITED, LINQ_SUCCESS, startAnswers } from '../support/answers.js';
import { type DiagLog, recordDiag } from '../support/diag-log.js';
import { watchLinq } from '../support/linq-answers.js';
import type { TestServer } from '../support/server.js';
import { startTelemetry, type Telemetry } from '../support/telemetry.js';
import { clients, closeClients } from '../support/undici-clients.js';

let vendor: TestServer;
let other: TestServer;
let log: DiagLog;
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
  log = recordDiag();
});

afterEach(async () => {
  await telemetry.stop();
  log.stop();
});

describe.each(clients)('$name', (client) => {
  it.each([
    [
      'the other one first',
      () => {
        const undici = new UndiciInstrumentation();
        return [undici, watchLinq([vendor.host])];
      },
    ],
    [
      'the plugin first',
      () => {
        const plugin = watchLinq([vendor.host]);
        return [plugin, new UndiciInstrumentation()];
      },
    ],
  ])('a second instrumentation is told once, with what to do: %s', async (_order, make) => {
    telemetry = startTelemetry(make());
    await client.get(`${other.url}/ok`);
    expect(log.warnings).toEqual([]);
    for (const path of ['/ok', '/limited', '/ok']) await client.get(vendor.url + path);
    expect(telemetry.spans()).toHaveLength(8);
    expect(log.warnings).toEqual([expect.stringMatching(/^vendor-errors: another .* two spans.*\{ enrich: undici/)]);
    expect(log.errors).toEqual([]);
  });

  it.each([
    ['the plugin alone', () => [watchLinq([vendor.host])]],
    [
      'an instrumentation that the plugin enriches',
      () => {
        const undici = new UndiciInstrumentation();
        return [undici, watchLinq([vendor.host], { enrich: undici })];
      },
    ],
    [
      'an instrumentation that is off beside the plugin',
      () => [new UndiciInstrumentation({ ignoreRequestHook: () => true }), watchLinq([vendor.host])],
    ],
  ])('nothing is told about %s', async (_which, make) => {
    telemetry = startTelemetry(make());
    for (const path of ['/ok', '/limited']) await client.get(vendor.url + path);
    await telemetry.tracerProvider.getTracer('test').startActiveSpan('job', async (span) => {
      await client.get(`${vendor.url}/ok`);
      span.end();
    });
    expect(telemetry.spans()).toHaveLength(4);
    expect([...log.warnings, ...log.errors]).toEqual([]);
  });
});

it('a plugin over two instrumentations counts each call once, and says what to do', async () => {
  const both = [new UndiciInstrumentation(), new UndiciInstrumentation()];
  telemetry = startTelemetry([...both, watchLinq([vendor.host], { enrich: both })]);
  for (const path of ['/ok', '/limited']) await (await fetch(vendor.url + path)).text();
  expect(telemetry.spans()).toHaveLength(4);
  expect(await telemetry.count('vendor_api.client.requests')).toBe(2);
  expect(await telemetry.count('vendor_api.client.errors')).toBe(1);
  expect(log.warnings).toEqual([expect.stringMatching(/another undici instrumentation/)]);
});

describe('an application that adds the traceparent of its own span', () => {
  function call(): Promise<string[]> {
    return telemetry.tracerProvider.getTracer('test').startActiveSpan('job', async (span) => {
      const headers: Record<string, string> = {};
      propagation.inject(context.active(), headers);
      await (await fetch(`${vendor.url}/limited`, { headers })).text();
      span.end();
      return Object.keys(headers);
    });
  }

  it.each([
    ['alone', () => [watchLinq([vendor.host])]],
    [
      'enriching',
      () => {
        const undici = new UndiciInstrumentation();
        return [undici, watchLinq([vendor.host], { enrich: undici })];
      },
    ],
  ])('is not taken for a second instrumentation, with the plugin %s', async (_how, make) => {
    telemetry = startTelemetry(make());
    expect(await call()).toEqual(['traceparent']);
    expect(telemetry.spans()).toHaveLength(2);
    expect(log.warnings).toEqual([]);
  });

  it('does not hide a second instrumentation', async () => {
    telemetry = startTelemetry([new UndiciInstrumentation(), watchLinq([vendor.host])]);
    await call();
    expect(telemetry.spans()).toHaveLength(3);
    expect(log.warnings).toHaveLength(1);
  });
});
