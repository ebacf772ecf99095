import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { defineVendor } from '../../src/index.js';
import { call, startAnswers } from '../support/answers.js';
import { type DiagLog, recordDiag } from '../support/diag-log.js';
import type { TestServer } from '../support/server.js';
import { startTelemetry, type Telemetry } from '../support/telemetry.js';
import { withConfig } from '../support/wrong-config.js';

let vendor: TestServer;
let log: DiagLog;
let telemetry: Telemetry | undefined;

beforeAll(async () => {
  vendor = await startAnswers({
    '/known': { status: 400, body: { code: 'known', id: 'trace-of-acme' } },
    '/unknown': { status: 400, body: { code: 'unknown_row' } },
    '/message': { status: 400, body: { text: 'Known text' } },
  });
});

afterAll(() => vendor.close());

beforeEach(() => {
  log = recordDiag();
});

afterEach(async () => {
  await telemetry?.stop();
  telemetry = undefined;
  log.stop();
});

/** Registers the plugin, which tells exactly one error, with these parts. */
function start(vendors: readonly unknown[], parts: readonly string[]): Telemetry {
  telemetry = startTelemetry([withConfig({ vendors })]);
  expect(log.errors).toHaveLength(1);
  for (const part of parts) expect(log.errors[0]).toContain(part);
  return telemetry;
}

describe('a row with a code outside the vocabulary is told, and the other rows work', () => {
  const KNOWN = { code: 'invalid_parameter', retryable: false, remedy: 'Correct it.' };
  const rowOf = (code: string) => ({ ...KNOWN, code: code as 'invalid_parameter' });
  const acme = (codes: Record<string, typeof KNOWN>, messages: Record<string, typeof KNOWN> = {}) => ({
    ...defineVendor({
      name: 'acme',
      hosts: [vendor.host],
      traceId: [{ body: ['id'] }],
      readError: ({ body }) => {
        const { code, text } = body as { code?: string; text?: string };
        return { code, message: text };
      },
      codes: {},
    }),
    codes,
    messages,
  });

  it.each([
    ['rate_limit', 'right would be rate_limited'],
    ['upstream_down', 'right would be upstream_error, upstream_unavailable, upstream_timeout'],
    ['zzz', 'right would be a key of normalizedCodes'],
    ['constructor', 'names the unknown normalized code'],
  ])('%s: %s', async (code, suggestion) => {
    const parts = [`vendors[0] (acme): codes['unknown_row'] names the unknown normalized code '${code}'`, suggestion];
    const { span, reset } = start([acme({ known: KNOWN, unknown_row: rowOf(code) })], parts);
    await call(`${vendor.url}/known`);
    expect(span().attributes).toMatchObject({
      'vendor_api.trace_id': 'trace-of-acme',
      'vendor_api.error.code': 'invalid_parameter',
      'vendor_api.error.retry_basis': 'code',
    });
    reset();
    await call(`${vendor.url}/unknown`);
    expect(span().attributes['vendor_api.error.retry_basis']).toBe('http_status');
  });

  it('in the table of messages too', async () => {
    const messages = { 'Known text': KNOWN, 'Other text': rowOf('rate_limit') };
    const { span } = start([acme({}, messages)], ["vendors[0] (acme): messages['Other text']", 'rate_limited']);
    await call(`${vendor.url}/message`);
    expect(span().attributes['vendor_api.error.code']).toBe('invalid_parameter');
  });
});
