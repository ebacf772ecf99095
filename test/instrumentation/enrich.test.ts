import { SpanKind } from '@opentelemetry/api';
import { getNodeAutoInstrumentations } from '@opentelemetry/auto-instrumentations-node';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { call, LINQ_LIMITED, LINQ_SUCCESS, startAnswers } from '../support/answers.js';
import { type DiagLog, recordDiag } from '../support/diag-log.js';
import { watchLinq } from '../support/linq-answers.js';
import { startNodeSdk } from '../support/node-sdk.js';
import type { TestServer } from '../support/server.js';
import { startTelemetry, type Telemetry } from '../support/telemetry.js';

const ERRORS = 'vendor_api.client.errors';
const REQUESTS = 'vendor_api.client.requests';
const ANSWERS = { '/limited': LINQ_LIMITED, '/ok': LINQ_SUCCESS };

let vendor: TestServer;
let log: DiagLog;
let stop: () => Promise<void>;

beforeAll(async () => {
  vendor = await startAnswers(ANSWERS);
});

afterAll(() => vendor.close());

beforeEach(() => {
  log = recordDiag();
});

afterEach(async () => {
  await stop();
  log.stop();
});

function start(...instrumentations: Parameters<typeof startTelemetry>[0]): Telemetry {
  const telemetry = startTelemetry(instrumentations);
  stop = telemetry.stop;
  return telemetry;
}

describe('over one UndiciInstrumentation', () => {
  it.each([
    ['registered before', false],
    ['registered after', true],
  ])('its spans get the vendor’s error, %s', async (_when, after) => {
    const undici = new UndiciInstrumentation();
    const plugin = watchLinq([vendor.host], { enrich: undici });
    const telemetry = after ? start(plugin, undici) : start(undici, plugin);
    await call(`${vendor.url}/limited`);
    expect(telemetry.span().attributes).toMatchObject({
      'vendor_api.trace_id': 'linq-trace-1',
      'vendor_api.error.code': 'rate_limited',
    });
    expect(telemetry.span().instrumentationScope.name).toBe('@opentelemetry/instrumentation-undici');
    expect(await telemetry.count(REQUESTS)).toBe(1);
    expect(await telemetry.count(ERRORS)).toBe(1);
    expect([...log.errors, ...log.warnings]).toEqual([]);
  });

  it('brings no instrumentation of its own', async () => {
    const undici = new UndiciInstrumentation();
    const telemetry = start(undici, watchLinq([vendor.host], { enrich: undici }));
    undici.disable();
    await call(`${vendor.url}/limited`);
    expect(telemetry.spans()).toEqual([]);
    expect(await telemetry.count(REQUESTS)).toBe(0);
  });

  it('leaves the spans after disable(), without anything of the vendor', async () => {
    const undici = new UndiciInstrumentation();
    const plugin = watchLinq([vendor.host], { enrich: undici });
    const telemetry = start(undici, plugin);
    plugin.disable();
    await call(`${vendor.url}/limited`);
    const keys = Object.keys(telemetry.span().attributes);
    expect(keys).toContain('http.response.status_code');
    expect(keys.filter((key) => key.startsWith('vendor_api.') || key === 'service.peer.name')).toEqual([]);
    telemetry.reset();

    plugin.enable();
    await call(`${vendor.url}/limited`);
    expect(telemetry.span().attributes['vendor_api.error.code']).toBe('rate_limited');
    expect(await telemetry.count(REQUESTS)).toBe(1);
  });
});

describe('over the auto-instrumentations', () => {
  const clientSpans = (spans: ReturnType<Telemetry['spans']>) => spans.filter(({ kind }) => kind === SpanKind.CLIENT);

  it.each([
    ['as they are', (auto: ReturnType<typeof getNodeAutoInstrumentations>) => auto],
    ['in lists of lists', (auto: ReturnType<typeof getNodeAutoInstrumentations>) => [[], [[auto]]]],
  ])('each call has one client span, with the vendor’s error: %s', async (_form, nest) => {
    const auto = getNodeAutoInstrumentations();
    const telemetry = startNodeSdk([auto, watchLinq([vendor.host], { enrich: nest(auto) })]);
    stop = telemetry.stop;
    await call(`${vendor.url}/limited`);
    await call(`${vendor.url}/ok`);
    const found = clientSpans(telemetry.spans()).map(({ attributes }) => [
      attributes['vendor_api.trace_id'],
      attributes['vendor_api.error.code'],
    ]);
    expect(found).toEqual([
      ['linq-trace-1', 'rate_limited'],
      ['linq-trace-2', undefined],
    ]);
    expect(await telemetry.count(REQUESTS)).toBe(2);
    expect(await telemetry.count(ERRORS)).toBe(1);
    expect(log.warnings.filter((text) => text.startsWith('vendor-errors'))).toEqual([]);
  });
});
