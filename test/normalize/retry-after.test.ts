import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  at,
  chert,
  defineVendor,
  linq,
  list,
  messagesDev,
  normalize,
  normalizeItems,
  type ResponseInput,
  trackly,
  VendorErrorsInstrumentation,
} from '../../src/index.js';
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
    ['a very negative body as 0', BUSY, undefined, -1e308, 0],
    ['the row as the header is longer than three days', BUSY, '259201', undefined, 30],
    ['the body as the header is longer than three days', BUSY, '259201', 12, 12],
    ['the row as the body is longer than three days', BUSY, undefined, 1e308, 30],
    ['the row as the body is not finite', BUSY, undefined, '1e999', 30],
    ['nothing but senseless times', LIMITED, '9999999999', 1e308, undefined],
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

  it('are read from the header for a vendor whose bodies never contain them', () => {
    expect(normalize(trackly(), { status: 429, headers: { 'retry-after': '9' } })?.retryAfter).toBe(9);
  });

  it('are read from the header of a failure inside a 2xx', () => {
    const error = normalize(chert(), { status: 200, headers: { 'retry-after': '9' }, body: { ok: false, code: 4002 } });
    expect(error?.retryAfter).toBe(9);
  });

  it.each<[string, Record<string, string>, number, unknown, number | undefined]>([
    ['retry-after-ms before all else', { 'Retry-After-Ms': '1500', 'Retry-After': '7' }, BUSY, 12, 1.5],
    ['retry-after-ms of 0', { 'retry-after-ms': '0', 'retry-after': '7' }, BUSY, 12, 0],
    ['Retry-After as retry-after-ms is junk', { 'retry-after-ms': 'soon', 'retry-after': '7' }, BUSY, 12, 7],
    ['Retry-After as retry-after-ms is senseless', { 'retry-after-ms': '259200001', 'retry-after': '7' }, BUSY, 12, 7],
    ['Retry-After before x-ratelimit-reset', { 'retry-after': '7', 'x-ratelimit-reset': '9' }, LIMITED, undefined, 7],
    ['the body before x-ratelimit-reset, as it is about this call', { 'x-ratelimit-reset': '9' }, LIMITED, 12, 12],
    ['x-ratelimit-reset', { 'X-RateLimit-Reset': '9' }, LIMITED, undefined, 9],
    ['x-ratelimit-reset as Retry-After is junk', { 'retry-after': 'x', 'x-ratelimit-reset': '9' }, LIMITED, 'x', 9],
    [
      'nothing, as x-ratelimit-reset is senseless',
      { 'x-ratelimit-reset': '9999999999' },
      LIMITED,
      undefined,
      undefined,
    ],
    ['the row, as no rate limit is the reason', { 'x-ratelimit-reset': '9' }, BUSY, undefined, 30],
    ['ratelimit-reset', { 'RateLimit-Reset': '9' }, LIMITED, undefined, 9],
    [
      'x-ratelimit-reset before ratelimit-reset',
      { 'ratelimit-reset': '8', 'x-ratelimit-reset': '9' },
      LIMITED,
      undefined,
      9,
    ],
    ['the row, as no rate limit is the reason', { 'ratelimit-reset': '9' }, BUSY, undefined, 30],
  ])('come from %s', (_source, headers, code, retry_after, expected) => {
    const error = normalize(linq(), { status: 400, headers, body: { error: { code, retry_after } } });
    expect(error?.retryAfter).toBe(expected);
  });

  it.each([1, 1000])('count from now for an epoch, in units of 1 / %d s', (factor) => {
    const epoch = Math.round((Date.now() / 1000 + 90) * factor);
    const answers: ResponseInput[] = [
      { status: 429, headers: { 'retry-after': `${epoch}` } },
      { status: 429, headers: { 'x-ratelimit-reset': `${epoch}` } },
      { status: 429, body: { error: { code: 1007, retry_after: epoch } } },
    ];
    for (const answer of answers) {
      const seconds = normalize(linq(), answer)?.retryAfter;
      expect(seconds).toBeGreaterThan(80);
      expect(seconds).toBeLessThanOrEqual(90.5);
    }
  });

  it('are bounded for failed items and for webhooks', async () => {
    const read = (seconds: unknown) => ({ code: 'busy', retryAfter: seconds as number });
    const acme = defineVendor({
      name: 'acme',
      hosts: ['acme.test'],
      codes: { busy: { code: 'rate_limited', retryable: true, retryAfter: 20, remedy: 'Wait.' } },
      successRoutes: ['/*'],
      readError: () => undefined,
      readBulk: ({ body }) => ({ accepted: 1, failed: 3, errors: list(body).map(read) }),
      readWebhook: (payload) => ({ kind: 'failed', error: read(at(payload, 'wait')) }),
    });
    const body = [1e308, Number.POSITIVE_INFINITY, Number.NaN, '5', 5, -5];
    const items = normalizeItems(acme, { status: 200, body });
    expect(items.map(({ retryAfter }) => retryAfter)).toEqual([20, 20, 20, 20, 5, 0]);
    const instrumentation = new VendorErrorsInstrumentation({ vendors: [acme], webhooks: true });
    const waits = body.map((wait) => instrumentation.recordWebhook('acme', { wait }));
    expect((await Promise.all(waits)).map(({ error }) => error?.retryAfter)).toEqual([20, 20, 20, 20, 5, 0]);
    instrumentation.disable();
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
    ['259200', 259_200],
  ])('%j is a number of seconds', (value, expected) => {
    expect(parseRetryAfter(value, NOW)).toBe(expected);
  });

  it.each([
    ['Fri, 20 Nov 2026 12:01:30 GMT', 90],
    ['Friday, 20-Nov-26 12:01:30 GMT', 90],
    ['Fri Nov 20 12:01:30 2026', 90],
    ['Mon, 23 Nov 2026 12:00:00 GMT', 259_200],
    ['Monday, 23-Nov-26 12:00:00 GMT', 259_200],
    ['Sun Nov 22 12:00:00 2026', 172_800],
    ['Wed, 01 Jul 2026 12:00:00 GMT', 0],
    ['Fri, 20 Nov 2026 11:59:59 GMT', 0],
    ['Sun, 06 Nov 1994 08:49:37 GMT', 0],
    ['Sunday, 06-Nov-94 08:49:37 GMT', 0],
    ['Sun Nov  6 08:49:37 1994', 0],
  ])('%j is a date, never before now', (value, expected) => {
    expect(parseRetryAfter(value, NOW)).toBe(expected);
  });

  it.each([
    [String(NOW / 1000 + 90), 90],
    [String(NOW + 90_500), 90.5],
    [`${NOW / 1000 + 1.5}`, 1.5],
    [String(NOW / 1000 + 259_200), 259_200],
    [String(NOW / 1000 - 5), 0],
    [String(NOW - 259_200_000), 0],
  ])('%j is an epoch, never before now', (value, expected) => {
    expect(parseRetryAfter(value, NOW)).toBe(expected);
  });

  it.each([
    // Longer than three days.
    '259201',
    '9999999999',
    'Mon, 23 Nov 2026 12:00:01 GMT',
    'Tue, 01 Dec 2026 12:00:00 GMT',
    String(NOW / 1000 + 259_201),
    String(NOW + 259_200_001),
    String(NOW / 1000 - 259_201),
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

  it('the response has priority, but the window of a rate limit does not apply to a quota', () => {
    vi.useFakeTimers({ now: new Date('2026-03-01T12:30:00Z'), toFake: ['Date'] });
    expect(quota({}, { 'ratelimit-reset': '1' })).toBe(41_400);
    expect(quota({}, { 'x-ratelimit-reset': '9' })).toBe(9);
    expect(quota({}, { 'Retry-After': '7' })).toBe(7);
    expect(quota({ retry_after: 12 })).toBe(12);
  });

  it('an unknown time is ignored', () => {
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
