import { MeterProvider } from '@opentelemetry/sdk-metrics';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chert, linq, trackly, VendorErrorsInstrumentation } from '../../src/index.js';
import { call, LINQ_LIMITED, LINQ_SUCCESS, startAnswers } from '../support/answers.js';
import { type MemoryMetrics, memoryMetrics } from '../support/memory-metrics.js';
import type { TestServer } from '../support/server.js';

const REQUESTS = 'vendor_api.client.requests';
const ANSWERED = { 'vendor_api.call.outcome': 'answered' };
const ERRORS = 'vendor_api.client.errors';
const RETRY_AFTER = 'vendor_api.client.retry_after';
const WASTED_RETRIES = 'vendor_api.client.wasted_retries';

const ITEMS = ['invalid_phone', 'not_sendable', 'not_sendable', 'tomorrows_code', undefined].map((code) => ({ code }));

let servers: Record<'linq' | 'trackly' | 'chert', TestServer>;
let memory: MemoryMetrics;
let plugin: VendorErrorsInstrumentation;
let provider: MeterProvider;

beforeAll(async () => {
  const error = (status: number, code: unknown) => ({ status, body: { error: 'Text', code } });
  servers = {
    linq: await startAnswers({
      '/limited': LINQ_LIMITED,
      '/ok': LINQ_SUCCESS,
      '/ages': { status: 429, body: { success: false, error: { code: 1007, retry_after: 1e308 } } },
      '/epoch': { ...LINQ_LIMITED, headers: { 'retry-after': '99999999999' } },
      '/html': { status: 502, body: '<html>' },
      '/later': { status: 400, body: { success: false, error: { code: 1999 } } },
    }),
    trackly: await startAnswers({
      '/rcs': error(403, 'rcs_not_enabled'),
      '/whatsapp': error(403, 'whatsapp_not_enabled'),
      '/unknown': error(400, 'tomorrows_code'),
      '/no-code': error(400, undefined),
      '/api/v2/send/bulk': { body: { queued_count: 3, error_count: 5, errors: ITEMS } },
      '/api/v1/messages/bulk': { body: { queued_count: 0, error_count: 2 } },
    }),
    chert: await startAnswers({
      '/api/v1/send': { body: { status: 'failed', code: 4002, retryable: true, retry_after: 60 } },
    }),
  };
});

afterAll(async () => {
  for (const server of Object.values(servers)) await server.close();
});

beforeEach(() => {
  memory = memoryMetrics();
  provider = new MeterProvider({ readers: [memory.reader] });
  plugin = new VendorErrorsInstrumentation({
    vendors: [
      linq({ hosts: [servers.linq.host] }),
      trackly({ hosts: [servers.trackly.host] }),
      chert({ hosts: [servers.chert.host] }),
    ],
  });
  plugin.setMeterProvider(provider);
});

afterEach(async () => {
  plugin.disable();
  await provider.shutdown();
});

/** The series of a metric: attributes and value. */
async function series(metric: string) {
  return (await memory.points(metric)).map(({ attributes, value }) => ({ attributes, value }));
}

describe('the series', () => {
  const called = (name: string, status: number) => ({
    'vendor_api.name': name,
    'server.address': '127.0.0.1',
    'http.response.status_code': status,
  });
  const error = (code: string, category: string, retryable: boolean, origin = 'response') => ({
    'vendor_api.error.code': code,
    'vendor_api.error.category': category,
    'vendor_api.error.retryable': retryable,
    'vendor_api.error.origin': origin,
    'vendor_api.error.effect': 'none',
  });

  it('of a success', async () => {
    for (let times = 0; times < 3; times += 1) await call(`${servers.linq.url}/ok`);
    expect(await series(REQUESTS)).toStrictEqual([{ attributes: { ...called('linq', 200), ...ANSWERED }, value: 3 }]);
    for (const metric of [ERRORS, RETRY_AFTER, WASTED_RETRIES]) expect(await series(metric)).toEqual([]);
  });

  it('of an error with everything', async () => {
    for (let times = 0; times < 2; times += 1) await call(`${servers.linq.url}/limited`);
    const attributes = called('linq', 429);
    expect(await series(REQUESTS)).toStrictEqual([
      { attributes: { ...attributes, ...ANSWERED, 'error.type': '429' }, value: 2 },
    ]);
    const limited = { ...error('rate_limited', 'rate_limit', true), 'vendor_api.error.native_code': '1007' };
    expect(await series(ERRORS)).toStrictEqual([{ attributes: { ...attributes, ...limited }, value: 2 }]);
    expect((await series(RETRY_AFTER)).map((each) => each.attributes)).toStrictEqual([
      { 'vendor_api.name': 'linq', 'vendor_api.error.code': 'rate_limited' },
    ]);
    expect(await series(WASTED_RETRIES)).toEqual([]);
  });

  it('of invalid waits: none, so that the sum stays correct', async () => {
    for (const path of ['/limited', '/ages', '/ages', '/epoch']) await call(servers.linq.url + path);
    expect(await series(RETRY_AFTER)).toMatchObject([{ value: { count: 1, sum: 7, max: 7 } }]);
  });

  it('of a failure inside HTTP 200', async () => {
    await call(`${servers.chert.url}/api/v1/send`, { method: 'POST' });
    const attributes = { ...called('chert', 200), 'url.template': '/api/v1/send', 'error.type': 'capacity_exhausted' };
    expect(await series(REQUESTS)).toStrictEqual([{ attributes: { ...attributes, ...ANSWERED }, value: 1 }]);
    expect(await memory.count(ERRORS, called('chert', 200))).toBe(1);
  });

  it('of an unanswered call: no status', async () => {
    const gone = await startAnswers({});
    await gone.close();
    plugin.setConfig({ vendors: [linq({ hosts: [gone.host] })] });
    await expect(call(gone.url)).rejects.toThrow('fetch failed');
    const attributes = { 'vendor_api.name': 'linq', 'server.address': '127.0.0.1' };
    expect(await series(REQUESTS)).toStrictEqual([
      { attributes: { ...attributes, 'vendor_api.call.outcome': 'failed', 'error.type': 'ECONNREFUSED' }, value: 1 },
    ]);
    const failed = { ...attributes, ...error('connection_failed', 'network', true, 'network') };
    expect(await series(ERRORS)).toStrictEqual([{ attributes: failed, value: 1 }]);
  });

  it('of a bulk call: one request, and its items by class', async () => {
    await call(`${servers.trackly.url}/api/v2/send/bulk`, { method: 'POST' });
    const attributes = { ...called('trackly', 200), 'url.template': '/api/v2/send/bulk' };
    expect(await series(REQUESTS)).toStrictEqual([{ attributes: { ...attributes, ...ANSWERED }, value: 1 }]);
    const item = (code: string, category: string) => ({
      ...attributes,
      ...error(code, category, false, 'item'),
    });
    const nativeCode = (code: string) => ({ 'vendor_api.error.native_code': code });
    expect(await series(ERRORS)).toStrictEqual([
      { attributes: { ...item('invalid_phone_number', 'validation'), ...nativeCode('invalid_phone') }, value: 1 },
      { attributes: { ...item('recipient_not_allowed', 'recipient'), ...nativeCode('not_sendable') }, value: 2 },
      { attributes: { ...item('invalid_request', 'validation'), ...nativeCode('_OTHER') }, value: 1 },
      { attributes: item('invalid_request', 'validation'), value: 1 },
    ]);
  });

  it('of a bulk call that failed without a list: one request, one error', async () => {
    await call(`${servers.trackly.url}/api/v1/messages/bulk`, { method: 'POST' });
    const attributes = { ...called('trackly', 200), 'url.template': '/api/v1/messages/bulk' };
    expect(await series(REQUESTS)).toStrictEqual([
      { attributes: { ...attributes, ...ANSWERED, 'error.type': 'unknown' }, value: 1 },
    ]);
    expect(await series(ERRORS)).toStrictEqual([
      { attributes: { ...attributes, ...error('unknown', 'unknown', false, 'item') }, value: 1 },
    ]);
  });

  it('of a wasted retry', async () => {
    for (const retry of ['0', '1', '2', 'x']) {
      await call(`${servers.linq.url}/later`, { headers: { 'x-stainless-retry-count': retry } });
      await call(`${servers.linq.url}/limited`, { headers: { 'x-stainless-retry-count': retry } });
    }
    const attributes = { 'vendor_api.name': 'linq', 'vendor_api.error.code': 'invalid_request' };
    expect(await series(WASTED_RETRIES)).toStrictEqual([{ attributes, value: 2 }]);
  });

  it.each([
    ['linq', ['/limited'], '1007'],
    ['linq', ['/later'], '_OTHER'],
    ['linq', ['/html'], undefined],
    ['trackly', ['/unknown'], '_OTHER'],
    ['trackly', ['/no-code'], undefined],
    ['trackly', ['/rcs', '/whatsapp'], '{product}_not_enabled'],
  ] as const)('have only native codes with a row: %s %j %s', async (vendor, paths, nativeCode) => {
    for (const path of paths) await call(servers[vendor].url + path);
    const [{ attributes, value }, ...more] = (await series(ERRORS)) as [{ attributes: object; value: number }];
    expect(more).toEqual([]);
    expect(value).toBe(paths.length);
    expect('vendor_api.error.native_code' in attributes).toBe(nativeCode !== undefined);
    if (nativeCode !== undefined) expect(attributes).toMatchObject({ 'vendor_api.error.native_code': nativeCode });
  });
});
