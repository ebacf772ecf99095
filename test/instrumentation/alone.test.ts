import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chert, linq, VendorErrorsInstrumentation } from '../../src/index.js';
import { call, LINQ_LIMITED, LINQ_SUCCESS, startAnswers } from '../support/answers.js';
import { watchLinq } from '../support/linq-answers.js';
import { startNodeSdk } from '../support/node-sdk.js';
import type { TestServer } from '../support/server.js';
import { startTelemetry, type Telemetry } from '../support/telemetry.js';

const ERRORS = 'vendor_api.client.errors';
const REQUESTS = 'vendor_api.client.requests';
const ANSWERS = { '/limited': LINQ_LIMITED, '/ok': LINQ_SUCCESS };

let vendor: TestServer;
let other: TestServer;
const undo: (() => unknown)[] = [];

beforeAll(async () => {
  vendor = await startAnswers(ANSWERS);
  other = await startAnswers(ANSWERS);
});

afterAll(async () => {
  await vendor.close();
  await other.close();
});

afterEach(async () => {
  for (const each of undo.splice(0).reverse()) await each();
});

type Started = Pick<Telemetry, 'spans' | 'span' | 'count' | 'reset' | 'stop'>;
type Start = (instrumentations: VendorErrorsInstrumentation[]) => Started;

describe.each<[string, Start]>([
  ['registerInstrumentations', startTelemetry],
  ['NodeSDK', startNodeSdk],
])('by %s', (_name, startSdk) => {
  function start(...plugins: VendorErrorsInstrumentation[]): Started {
    const telemetry = startSdk(plugins);
    undo.push(() => telemetry.stop());
    return telemetry;
  }

  it('creates one span per call with the vendor’s error, and counts', async () => {
    const telemetry = start(watchLinq([vendor.host]));
    expect(await call(`${vendor.url}/limited`)).toEqual({ status: 429, text: JSON.stringify(LINQ_LIMITED.body) });
    expect(telemetry.span().attributes).toMatchObject({
      'vendor_api.trace_id': 'linq-trace-1',
      'vendor_api.error.code': 'rate_limited',
      'http.response.status_code': 429,
    });
    expect(await telemetry.count(REQUESTS)).toBe(1);
    expect(await telemetry.count(ERRORS, { 'vendor_api.error.code': 'rate_limited' })).toBe(1);
  });

  it('creates the spans of concurrent calls, also to another host, and warns of nothing', async () => {
    const warnings: string[] = [];
    const onWarning = ({ message }: Error) => warnings.push(message);
    process.on('warning', onWarning);
    undo.push(() => process.off('warning', onWarning));
    const telemetry = start(watchLinq([vendor.host]));
    for (let round = 0; round < 2; round++)
      await Promise.all(
        Array.from({ length: 40 }, (_, index) => call(`${(index % 2 === 0 ? vendor : other).url}/limited`)),
      );
    expect(telemetry.spans()).toHaveLength(80);
    expect(telemetry.spans().filter(({ attributes }) => attributes['vendor_api.trace_id'])).toHaveLength(40);
    expect(await telemetry.count(REQUESTS)).toBe(40);
    expect(warnings).toEqual([]);
  });

  it('stays disabled if configured so, until it is enabled', async () => {
    const plugin = watchLinq([vendor.host], { enabled: false });
    const telemetry = start(plugin);
    expect(plugin.getConfig().enabled).toBe(false);
    await call(`${vendor.url}/limited`);
    expect(telemetry.spans()).toEqual([]);
    expect(await telemetry.count(REQUESTS)).toBe(0);

    plugin.enable();
    await call(`${vendor.url}/limited`);
    expect(telemetry.span().attributes['vendor_api.error.code']).toBe('rate_limited');
    expect(await telemetry.count(ERRORS)).toBe(1);
  });

  it('is disabled after disable(), and enabled after enable()', async () => {
    const plugin = watchLinq([vendor.host]);
    const telemetry = start(plugin);
    plugin.disable();
    plugin.disable();
    await call(`${vendor.url}/limited`);
    expect(telemetry.spans()).toEqual([]);
    expect(await telemetry.count(REQUESTS)).toBe(0);

    plugin.enable();
    await call(`${vendor.url}/limited`);
    expect(telemetry.span().attributes['vendor_api.error.code']).toBe('rate_limited');
    expect(await telemetry.count(ERRORS)).toBe(1);

    plugin.enable();
    await call(`${vendor.url}/limited`);
    expect(telemetry.spans()).toHaveLength(2);
    expect(await telemetry.count(ERRORS)).toBe(2);
  });

  it('is disabled by setConfig, and enabled after enable()', async () => {
    const plugin = watchLinq([vendor.host]);
    const telemetry = start(plugin);
    plugin.setConfig({ ...plugin.getConfig(), enabled: false });
    await call(`${vendor.url}/limited`);
    expect(telemetry.spans()).toEqual([]);

    plugin.enable();
    await call(`${vendor.url}/limited`);
    expect(telemetry.spans()).toHaveLength(1);
    expect(await telemetry.count(ERRORS)).toBe(1);
  });

  it('watches other vendors after setConfig', async () => {
    const plugin = watchLinq([vendor.host]);
    const telemetry = start(plugin);
    plugin.setConfig({ vendors: [linq({ hosts: [other.host] })] });
    await call(`${vendor.url}/limited`);
    expect(telemetry.span().attributes).not.toHaveProperty(['vendor_api.name']);
    telemetry.reset();
    await call(`${other.url}/limited`);
    expect(telemetry.span().attributes['vendor_api.error.code']).toBe('rate_limited');
    expect(await telemetry.count(REQUESTS)).toBe(1);
  });

  it('works twice in one process, with different vendors', async () => {
    const telemetry = start(
      watchLinq([vendor.host]),
      new VendorErrorsInstrumentation({ vendors: [chert({ hosts: [other.host] })] }),
    );
    await call(`${vendor.url}/limited`);
    await call(`${other.url}/limited`);
    const names = telemetry.spans().map(({ attributes }) => attributes['vendor_api.name']);
    expect(names.filter((name) => name !== undefined)).toEqual(['linq', 'chert']);
    expect(await telemetry.count(ERRORS, { 'vendor_api.name': 'linq' })).toBe(1);
    expect(await telemetry.count(ERRORS, { 'vendor_api.name': 'chert' })).toBe(1);
    expect(await telemetry.count(REQUESTS)).toBe(2);
  });
});

it.each([
  [undefined, true],
  [{}, true],
  [{ enabled: true }, true],
  [{ enabled: false }, false],
])('getConfig() returns whether it is enabled: %j', (config, enabled) => {
  const plugin = new VendorErrorsInstrumentation(config);
  expect(plugin.getConfig()).toEqual({ enabled });
  plugin.setConfig({ enabled: !enabled, maxBodyBytes: 7 });
  expect(plugin.getConfig()).toEqual({ enabled: !enabled, maxBodyBytes: 7 });
  plugin.disable();
});
