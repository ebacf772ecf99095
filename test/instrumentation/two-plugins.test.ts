import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import got from 'got';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chert, VendorErrorsInstrumentation } from '../../src/index.js';
import { call, LINQ_LIMITED } from '../support/answers.js';
import { type DiagLog, recordDiag } from '../support/diag-log.js';
import { watchLinq } from '../support/linq-answers.js';
import { startServer, type TestServer } from '../support/server.js';
import { startTelemetry, type Telemetry } from '../support/telemetry.js';

const ERRORS = 'vendor_api.client.errors';
const REQUESTS = 'vendor_api.client.requests';
const PARTS = ['{"success":false,"error":{"status":429,"mes', 'sage":"In parts","co', 'de":1007}}'];

let vendor: TestServer;
let other: TestServer;
let log: DiagLog;
let telemetry: Telemetry;

/** Answers in parts that arrive one after another. */
const start = () =>
  startServer(async (_request, response) => {
    response.writeHead(429, LINQ_LIMITED.headers);
    for (const part of PARTS) {
      response.write(part);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    response.end();
  });

beforeAll(async () => {
  [vendor, other] = await Promise.all([start(), start()]);
});

afterAll(async () => {
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

describe('two plugins over one instrumentation', () => {
  function startTwo() {
    const undici = new UndiciInstrumentation();
    const first = watchLinq([vendor.host]);
    const second = new VendorErrorsInstrumentation({ vendors: [chert({ hosts: [other.host] })] });
    telemetry = startTelemetry([undici, first, second]);
    const names = async () => {
      telemetry.reset();
      for (const { url } of [vendor, other]) await call(`${url}/parts`);
      return telemetry
        .spans()
        .map(({ attributes }) => [attributes['vendor_api.name'], attributes['vendor_api.error.native_code']]);
    };
    return { undici, first, second, names };
  }

  const LINQ = ['linq', '1007'];
  const CHERT = ['chert', '1007'];
  const NONE = [undefined, undefined];

  it('report the calls of both once, without warnings', async () => {
    const { names } = startTwo();
    expect(await names()).toEqual([LINQ, CHERT]);
    for (const name of ['linq', 'chert']) {
      expect(await telemetry.count(REQUESTS, { 'vendor_api.name': name })).toBe(1);
      expect(await telemetry.count(ERRORS, { 'vendor_api.name': name, 'vendor_api.error.code': 'rate_limited' })).toBe(
        1,
      );
    }
    expect([...log.errors, ...log.warnings]).toEqual([]);
  });

  it.each(['first', 'second'] as const)('are independent: the %s can be disabled', async (which) => {
    const two = startTwo();
    const rest = which === 'first' ? [NONE, CHERT] : [LINQ, NONE];
    two[which].disable();
    expect(await two.names()).toEqual(rest);
    two.undici.setConfig({ requireParentforSpans: false });
    expect(await two.names()).toEqual(rest);
    two[which].enable();
    expect(await two.names()).toEqual([LINQ, CHERT]);
    expect([...log.errors, ...log.warnings]).toEqual([]);
  });
});

describe('two plugins for the same vendor', () => {
  const WARNING =
    /^vendor-errors: two VendorErrorsInstrumentations watch http:\/\/127\.0\.0\.1:\d+; .* created last .* Create one instrumentation/;

  async function callByHttp(url: string): Promise<void> {
    await got(url, { throwHttpErrors: false, retry: { limit: 0 } });
    // The request closes after its response has ended.
    await new Promise((resolve) => setTimeout(resolve, 20));
  }

  it.each([
    ['fetch', call],
    ['node:http', callByHttp],
  ] as const)('count calls by %s once, and report the conflict once', async (_name, callVendor) => {
    const hooked: string[] = [];
    const plugins = ['first', 'last'].map((name) =>
      watchLinq([vendor.host], { errorHook: () => hooked.push(name) }),
    ) as [VendorErrorsInstrumentation, VendorErrorsInstrumentation];
    telemetry = startTelemetry(plugins);
    const countAfterCall = async () => {
      await callVendor(`${vendor.url}/parts`);
      return [await telemetry.count(REQUESTS), await telemetry.count(ERRORS)];
    };
    expect(await countAfterCall()).toEqual([1, 1]);
    expect(await countAfterCall()).toEqual([2, 2]);
    expect(log.warnings).toEqual([expect.stringMatching(WARNING)]);
    // The other takes over.
    plugins[1].disable();
    expect(await countAfterCall()).toEqual([3, 3]);
    plugins[0].disable();
    expect(await countAfterCall()).toEqual([3, 3]);
    expect(hooked).toEqual(['last', 'last', 'first']);
    expect(log.warnings).toHaveLength(1);
    expect(log.errors).toEqual([]);
  });
});
