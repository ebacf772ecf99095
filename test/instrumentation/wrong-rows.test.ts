import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { defineVendor } from '../../src/index.js';
import { call, startAnswers } from '../support/answers.js';
import { type DiagLog, recordDiag } from '../support/diag-log.js';
import type { TestServer } from '../support/server.js';
import type { Telemetry } from '../support/telemetry.js';
import { startReported } from '../support/wrong-config.js';

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

/** Registers the plugin, which reports exactly one error, with these parts. */
function start(vendors: readonly unknown[], parts: readonly string[]): Telemetry {
  ({ telemetry } = startReported(log, { vendors }, parts));
  return telemetry;
}

describe('a row with an unknown normalized code is reported, and the other rows apply', () => {
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
    ['rate_limit', 'Did you mean rate_limited?'],
    ['ratelimited', 'Did you mean rate_limited?'],
    ['Rate-Limited', 'Did you mean rate_limited?'],
    ['upstream_down', 'Did you mean upstream_error, upstream_unavailable or upstream_timeout?'],
    ['zzz', 'Write a key of normalizedCodes.'],
    ['constructor', 'which is not a normalized code. '],
  ])('%s: %s', async (code, suggestion) => {
    const parts = [
      `vendors[0] (acme): codes['unknown_row'].code is '${code}', which is not a normalized code. `,
      suggestion,
    ];
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

  it('also in the table of messages', async () => {
    const messages = { 'Known text': KNOWN, 'Other text': rowOf('rate_limit') };
    const { span } = start([acme({}, messages)], ["vendors[0] (acme): messages['Other text']", 'rate_limited']);
    await call(`${vendor.url}/message`);
    expect(span().attributes['vendor_api.error.code']).toBe('invalid_parameter');
  });

  it.each<[string, unknown, string]>([
    ['null', null, "is null, which is not a row. Write { code: 'rate_limited', retryable: true, remedy: '…' }."],
    ['a code', 'rate_limited', "is 'rate_limited', which is not a row"],
    ['no code', { retryable: true, remedy: 'x' }, 'has no code. Write a key of normalizedCodes.'],
    ['no retryable', { code: 'conflict', remedy: 'x' }, 'has no retryable. Write retryable: true or retryable: false.'],
    ['a wrong retryable', { ...KNOWN, retryable: 'no' }, ".retryable is 'no', which is not true or false"],
    [
      'a misspelt retryable',
      { code: 'conflict', retriable: true, remedy: 'x' },
      "has an unknown key 'retriable'. Did you mean retryable?",
    ],
  ])('a row that has %s is ignored', async (_what, row, problem) => {
    const table = { known: KNOWN, unknown_row: row } as Record<string, typeof KNOWN>;
    const { span } = start(
      [acme(table)],
      [`vendors[0] (acme): codes['unknown_row']${problem.startsWith('.') ? '' : ' '}${problem}`],
    );
    await call(`${vendor.url}/unknown`);
    expect(span().attributes).toMatchObject({
      'vendor_api.error.code': 'invalid_request',
      'vendor_api.error.retry_basis': 'http_status',
    });
  });

  it.each<[string, object, string]>([
    ['a wrong remedy', { remedy: 7 }, '.remedy is 7, which is not a text'],
    [
      'a text for seconds',
      { retryAfter: '5' },
      ".retryAfter is '5', which is not a number of seconds. Write retryAfter: 5.",
    ],
    [
      'negative seconds',
      { retryAfter: -5 },
      '.retryAfter is -5, which is not a number of seconds. Write retryAfter: 30.',
    ],
    ['endless seconds', { retryAfter: Number.POSITIVE_INFINITY }, '.retryAfter is Infinity, which is not'],
    ['a wrong time', { renews: 'midnight' }, ".renews is 'midnight', which is not a time of renewal. "],
    ['an unknown key', { retry_after: 5 }, " has an unknown key 'retry_after'. Did you mean retryAfter?"],
  ])('a row that has %s applies without it', async (_what, member, problem) => {
    const table = { known: { ...KNOWN, ...member } } as Record<string, typeof KNOWN>;
    const { span } = start([acme(table)], [`vendors[0] (acme): codes['known']${problem}`]);
    await call(`${vendor.url}/known`);
    expect(span().attributes).toMatchObject({
      'vendor_api.error.code': 'invalid_parameter',
      'vendor_api.error.retry_basis': 'code',
    });
    expect(span().attributes).not.toHaveProperty(['vendor_api.error.retry_after']);
  });

  it.each<[unknown, string]>([
    [true, "classes['4xxx'] is true, which is not a row. Write { retryable: true }."],
    [{ retryable: 'yes' }, "classes['4xxx'].retryable is 'yes', which is not true or false"],
    [{ retry: true }, "classes['4xxx'] has an unknown key 'retry'. Did you mean retryable?"],
  ])('a class that is %j', (row, problem) => {
    start([{ ...acme({}), classes: { '4xxx': row } }], [`vendors[0] (acme): ${problem}`]);
  });
});
