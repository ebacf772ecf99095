import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { VendorErrorsInstrumentation } from '../src/index.js';
import { SIMULATE_ANSWER_HEADER, startVendorSimulator, type VendorSimulator } from '../src/testing.js';
import { builtIn } from './support/built-in.js';
import { startTelemetry, type Telemetry } from './support/telemetry.js';
import { linesOf, vocabulary } from './support/vocabulary.js';

// Every documented code over HTTP: the simulator answers from the vendors' documents, the expectations are written down
// from them independently, and what stands between is a real fetch, the plugin and the real SDK.

const categories = Object.fromEntries(vocabulary);
/** What leaves open whether the vendor did what it was asked for; after every other code it did not. */
const UNCERTAIN = new Set([
  ...['internal_error', 'service_unavailable', 'upstream_error', 'upstream_timeout', 'upstream_unavailable'],
  ...['delivery_attempts_exhausted', 'webhook_delivery_failed', 'duplicate_request', 'unknown'],
]);
/** What the vendors document otherwise. */
const DOCUMENTED_EFFECTS: Readonly<Record<string, string>> = {
  duplicateMessage: 'done',
  invalid_idempotent_request: 'none',
};
let simulator: VendorSimulator;
let telemetry: Telemetry;

beforeAll(async () => {
  simulator = await startVendorSimulator();
  telemetry = startTelemetry([new VendorErrorsInstrumentation({ vendors: simulator.vendors })]);
});

afterEach(() => telemetry.reset());

afterAll(async () => {
  await telemetry.stop();
  await simulator.close();
});

async function ask(url: string, answer: string, traceIdHeader: string | undefined) {
  const response = await fetch(url, { method: 'POST', headers: { [SIMULATE_ANSWER_HEADER]: answer } });
  const body = (await response.json()) as { request_id?: string; error?: { fbtrace_id?: string } };
  return {
    status: response.status,
    traceId: traceIdHeader ? response.headers.get(traceIdHeader) : (body.request_id ?? body.error?.fbtrace_id),
  };
}

describe.each(builtIn)('$name over HTTP', ({ key, name, documented }) => {
  const { codes, path, retryBasis, traceIdHeader } = documented;

  it.each(linesOf(codes).map((line) => line.split(' ')))('%s is %s', async (row, code, retryable) => {
    // The one row that stands for many codes is asked for by one of them.
    const nativeCode = row?.replace('{product}', 'sms') ?? '';
    const { status, traceId } = await ask(simulator[key].url + path, nativeCode, traceIdHeader);
    const { attributes, status: spanStatus } = telemetry.span();
    expect(attributes).toMatchObject({
      'vendor_api.name': name,
      'vendor_api.error.native_code': nativeCode,
      'vendor_api.error.code': code,
      'vendor_api.error.category': categories[code ?? ''],
      'vendor_api.error.retryable': retryable === 'yes',
      'vendor_api.error.retry_basis': retryBasis,
      'vendor_api.error.effect': DOCUMENTED_EFFECTS[nativeCode] ?? (UNCERTAIN.has(code ?? '') ? 'possible' : 'none'),
      'http.response.status_code': status,
      'error.type': String(status),
    });
    expect(attributes['vendor_api.trace_id']).toBe(traceId);
    expect(spanStatus.message).toBe(`${name} ${nativeCode} ${code}`);
    const counted = { 'vendor_api.name': name, 'vendor_api.error.native_code': row, 'vendor_api.error.code': code };
    expect(await telemetry.count('vendor_api.client.errors', counted)).toBe(1);
  });
});
