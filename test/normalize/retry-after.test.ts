import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { chert, defineVendor, linq, messagesDev, normalize, trackly } from '../../src/index.js';
import { parseRetryAfter } from '../../src/normalize/retry-after.js';

describe('seconds to wait', () => {
  const BUSY = 4004;
  const LIMITED = 1007;

  it.each<[string, number, string | undefined, unknown, number | undefined]>([
    ['the header', LIMITED, '7', undefined, 7],
    ['the header before the body', LIMITED, '7', 12, 7],
    ['the header before the body and the row', BUSY, '7', 12, 7],
    ['the header before the row', BUSY, '7', undefined, 7],
    ['a header of 0 before all else', BUSY, '0', 12, 0],
    ['a header with a date long past before all else', BUSY, 'Sun, 06 Nov 1994 08:49:37 GMT', 12, 0],
    ['the body', LIMITED, undefined, 12, 12],
    ['the body before the row', BUSY, undefined, 12, 12],
    ['the body as the header is junk', BUSY, 'soon', 12, 12],
    ['the body in text', BUSY, undefined, '12', 12],
    ['a fraction of a second in the body', BUSY, undefined, 0.5, 0.5],
    ['a body of 0 before the row', BUSY, undefined, 0, 0],
    ['a negative body as 0', BUSY, undefined, -5, 0],
    ['the row', BUSY, undefined, undefined, 30],
    ['the row as the header is junk', BUSY, '-5', undefined, 30],
    ['the row as the body is null', BUSY, undefined, null, 30],
    ['the row as the body is a word', BUSY, undefined, 'soon', 30],
    ['the row as the body is empty', BUSY, undefined, ' ', 30],
    ['the row as the body is no number', BUSY, undefined, true, 30],
    ['the row as the body is an object', BUSY, undefined, {}, 30],
    ['the row as the body is a list', BUSY, undefined, [5], 30],
    ['nothing', LIMITED, undefined, undefined, undefined],
    ['nothing but junk', LIMITED, 'soon', 'soon', undefined],
  ])('come from %s', (_source, code, header, retry_after, expected) => {
    const error = normalize(linq(), {
      status: 503,
      headers: { 'Retry-After': header },
      body: { error: { code, retry_after } },
    });
    expect(error?.retryAfter).toBe(expected);
    expect(Object.hasOwn(error ?? {}, 'retryAfter')).toBe(expected !== undefined);
  });

  it.each([
    [linq(), { error: { code: 1007, retry_after: 9 } }],
    [messagesDev(), { error: { code: 'rate_limit_exceeded', retry_after: 9 } }],
    [chert(), { error: { code: 1007, retry_after: 9 } }],
    [chert(), { status: 'failed', code: 1007, retry_after: 9 }],
    [chert(), { outputFields: { ok: false, code: 1007, retry_after: 9 } }],
  ])('are read from the body of $name', (vendor, body) => {
    expect(normalize(vendor, { status: 429, body })?.retryAfter).toBe(9);
  });

  it('are read from the header for a vendor whose bodies never have them', () => {
    expect(normalize(trackly(), { status: 429, headers: { 'retry-after': '9' } })?.retryAfter).toBe(9);
  });

  it('are read from the header of a failure inside a 2xx', () => {
    const error = normalize(chert(), { status: 200, headers: { 'retry-after': '9' }, body: { ok: false, code: 4002 } });
    expect(error?.retryAfter).toBe(9);
  });

  it('count from now for a date', () => {
    const date = new Date(Date.now() + 90_000).toUTCString();
    const seconds = normalize(linq(), { status: 429, headers: { 'retry-after': date } })?.retryAfter;
    expect(seconds).toBeGreaterThan(80);
    expect(seconds).toBeLessThanOrEqual(90);
  });
});

describe('the header Retry-After', () => {
  const NOW = Date.UTC(2026, 10, 20, 12, 0, 0);

  // Dates without a zone mean GMT, wherever the process runs.
  const { TZ } = process.env;
  beforeAll(() => {
    process.env.TZ = 'America/New_York';
  });
  afterAll(() => {
    if (TZ === undefined) delete process.env.TZ;
    else process.env.TZ = TZ;
  });

  it.each([
    ['0', 0],
    ['30', 30],
    ['  30 ', 30],
    ['007', 7],
    ['2026', 2026],
    ['1.5', 1.5],
    ['86400', 86_400],
  ])('%j is a number of seconds', (value, expected) => {
    expect(parseRetryAfter(value, NOW)).toBe(expected);
  });

  it.each([
    ['Fri, 20 Nov 2026 12:01:30 GMT', 90],
    ['Friday, 20-Nov-26 12:01:30 GMT', 90],
    ['Fri Nov 20 12:01:30 2026', 90],
    ['Tue, 01 Dec 2026 12:00:00 GMT', 950_400],
    ['Tuesday, 01-Dec-26 12:00:00 GMT', 950_400],
    ['Tue Dec  1 12:00:00 2026', 950_400],
    ['Wed, 01 Jul 2026 12:00:00 GMT', 0],
    ['Fri, 20 Nov 2026 11:59:59 GMT', 0],
    ['Sun, 06 Nov 1994 08:49:37 GMT', 0],
    ['Sunday, 06-Nov-94 08:49:37 GMT', 0],
    ['Sun Nov  6 08:49:37 1994', 0],
  ])('%j is a date, never before now', (value, expected) => {
    expect(parseRetryAfter(value, NOW)).toBe(expected);
  });

  it.each([
    undefined,
    '',
    ' ',
    'soon',
    '-5',
    '+5',
    '1.5.2',
    '1,5',
    '.5',
    '5.',
    '1e9',
    '0x10',
    '30s',
    '30, 60',
    '30;60',
    '٣٠',
    '99999999999',
    'Infinity',
    'NaN',
    'null',
    'tomorrow',
    '2026-11-20',
    '2026-11-20T12:01:30Z',
    '20 Nov 2026',
    'Fri, 20 Nov 2026 12:01:30',
    'Fri, 20 Nov 2026 12:01:30 PST',
    'Fri, 20 Nov 2026 12:01:30 +0000',
    'Fri, 99 Nov 2026 12:01:30 GMT',
    'Fri, 20 Foo 2026 12:01:30 GMT',
    'Fri, 20 Nov 2026 25:61:61 GMT',
    '9'.repeat(100_000),
  ])('%j is ignored', (value) => {
    expect(parseRetryAfter(value, NOW)).toBeUndefined();
  });
});

describe('until an allowance renews', () => {
  const quota = (more: object = {}, headers = {}) =>
    normalize(messagesDev(), {
      status: 429,
      headers,
      body: { error: { type: 'rate_limit_error', code: 'sandbox_quota_exceeded', ...more }, request_id: 'req_1' },
    })?.retryAfter;

  afterEach(() => vi.useRealTimers());

  it.each([
    ['2026-03-01T00:00:00.000Z', 86_400],
    ['2026-03-01T00:00:00.001Z', 86_400],
    ['2026-03-01T12:30:00.000Z', 41_400],
    ['2026-12-31T23:59:59.000Z', 1],
    ['2026-12-31T23:59:59.999Z', 1],
    ['2026-03-29T01:30:00+02:00', 1800],
  ])('at %s: %d s', (now, seconds) => {
    vi.useFakeTimers({ now: new Date(now), toFake: ['Date'] });
    expect(quota()).toBe(seconds);
  });

  it('the response goes first', () => {
    expect(quota({}, { 'Retry-After': '7' })).toBe(7);
    expect(quota({ retry_after: 12 })).toBe(12);
  });

  it('a time that is unknown is none', () => {
    const row = {
      code: 'quota_exceeded',
      retryable: true,
      remedy: 'Wait.',
      renews: 'toString' as 'midnight UTC',
    } as const;
    const acme = defineVendor({ name: 'acme', hosts: [], readError: () => ({ code: 'daily' }), codes: { daily: row } });
    expect(normalize(acme, { status: 429 })).not.toHaveProperty('retryAfter');
  });
});
