import { describe, expect, it } from 'vitest';
import {
  at,
  builtInVendors,
  chert,
  defineVendor,
  linq,
  messagesDev,
  normalize,
  normalizeItems,
  type RetryBasis,
  text,
  trackly,
  type Vendor,
} from '../../src/index.js';

const LINQ = linq();
const MESSAGES_DEV = messagesDev();
const TRACKLY = trackly();
const CHERT = chert();
const VENDORS = builtInVendors();

const withError = (error: object) => ({ success: false, error });

describe('whether a retry can help', () => {
  it.each<[string, Vendor, number, object, boolean, RetryBasis]>([
    ['the vendor’s yes, over a row that says no', CHERT, 503, { code: 3003, retryable: true }, true, 'vendor'],
    ['the vendor’s no, over a row that says yes', CHERT, 502, { code: 4001, retryable: false }, false, 'vendor'],
    ['the vendor’s no, over HTTP 429 and its row', CHERT, 429, { code: 1007, retryable: false }, false, 'vendor'],
    ['the vendor’s no, over HTTP 429 without a row', CHERT, 429, { code: 1999, retryable: false }, false, 'vendor'],
    ['the vendor’s yes, over a class that says no', CHERT, 400, { code: 1999, retryable: true }, true, 'vendor'],
    ['the vendor’s no, over a status that says yes', CHERT, 503, { retryable: false }, false, 'vendor'],
    ['the row, as "true" is no boolean', CHERT, 503, { code: 3003, retryable: 'true' }, false, 'code'],
    ['the row, as 1 is no boolean', CHERT, 503, { code: 3003, retryable: 1 }, false, 'code'],
    ['the row’s yes, over a class that says no', LINQ, 404, { code: 2007 }, true, 'code'],
    ['the row’s no, over a class that says yes', CHERT, 500, { code: 3003 }, false, 'code'],
    ['the row’s yes, over a status that says no', LINQ, 400, { code: 1007 }, true, 'code'],
    ['the row’s no, over a status that says yes', LINQ, 500, { code: 4002 }, false, 'code'],
    ['the row’s no, over HTTP 429', LINQ, 429, { code: 1001 }, false, 'code'],
    ['the class’s no, over a status that says yes', LINQ, 503, { code: 1999 }, false, 'class'],
    ['the class’s yes, over a status that says no', LINQ, 400, { code: 3999 }, true, 'class'],
    ['the class’s yes of one vendor', CHERT, 400, { code: 4999 }, true, 'class'],
    ['the status, as the class of the other vendor is silent', LINQ, 400, { code: 4999 }, false, 'http_status'],
    ['the status, as the class is silent', LINQ, 500, { code: 5999 }, true, 'http_status'],
    ['HTTP 429, over a class that says no', LINQ, 429, { code: 1999 }, true, 'http_status'],
    ['a class by name', MESSAGES_DEV, 503, { type: 'not_found_error', code: 'new_one' }, false, 'class'],
    ['a class by name, without a code', MESSAGES_DEV, 400, { type: 'rate_limit_error' }, true, 'class'],
    ['HTTP 429, over a class by name', MESSAGES_DEV, 429, { type: 'invalid_request_error' }, true, 'http_status'],
    ['the status, as the class is unknown', MESSAGES_DEV, 400, { type: 'server_error' }, false, 'http_status'],
    ['the status, as no class is called so', MESSAGES_DEV, 500, { type: 'constructor' }, true, 'http_status'],
    ['the status, as no class is called so', MESSAGES_DEV, 500, { type: '__proto__' }, true, 'http_status'],
    ['the status, as five digits have no class', LINQ, 500, { code: 10_011 }, true, 'http_status'],
    ['the status, as nothing else is known', LINQ, 503, {}, true, 'http_status'],
  ])('is based on %s', (_why, vendor, status, error, retryable, retryBasis) => {
    expect(normalize(vendor, { status, body: withError(error) })).toMatchObject({ retryable, retryBasis });
  });

  it.each<[string, Vendor, number, string, object, boolean, RetryBasis]>([
    ['x-should-retry’s no, over a row that says yes', LINQ, 429, 'false', { code: 1007 }, false, 'vendor'],
    ['x-should-retry’s yes, over a row that says no', LINQ, 400, 'true', { code: 1001 }, true, 'vendor'],
    ['x-should-retry’s yes, over a status that says no', LINQ, 409, ' TRUE ', {}, true, 'vendor'],
    [
      'the vendor’s no in the body, over x-should-retry',
      CHERT,
      503,
      'true',
      { code: 3001, retryable: false },
      false,
      'vendor',
    ],
    ['the row, as x-should-retry is no boolean', LINQ, 429, '1', { code: 1007 }, true, 'code'],
    ['the row, as x-should-retry is empty', LINQ, 429, '', { code: 1007 }, true, 'code'],
  ])('is based on %s', (_why, vendor, status, header, error, retryable, retryBasis) => {
    const headers = { 'X-Should-Retry': header };
    expect(normalize(vendor, { status, headers, body: withError(error) })).toMatchObject({ retryable, retryBasis });
  });

  it('is based on the status if a vendor has no classes', () => {
    const body = { error: 'Try later', code: 'new_one' };
    expect(normalize(TRACKLY, { status: 500, body })).toMatchObject({ retryable: true, retryBasis: 'http_status' });
    expect(normalize(TRACKLY, { status: 400, body })).toMatchObject({ retryable: false, retryBasis: 'http_status' });
  });
});

describe('a code without a row', () => {
  it.each<[Vendor, number, object, string, string]>([
    [LINQ, 503, { code: 1999 }, 'service_unavailable', 'server'],
    [LINQ, 429, { code: 1999 }, 'rate_limited', 'rate_limit'],
    [LINQ, 400, { code: 3999 }, 'invalid_request', 'validation'],
    [CHERT, 404, { code: 5999, retryable: true }, 'resource_not_found', 'not_found'],
    [MESSAGES_DEV, 401, { type: 'authentication_error', code: 'expired' }, 'unauthenticated', 'authentication'],
    [MESSAGES_DEV, 403, { type: 'authorization_error', code: 'constructor' }, 'permission_denied', 'authorization'],
    [MESSAGES_DEV, 409, { type: 'rate_limit_error', code: '__proto__' }, 'conflict', 'conflict'],
  ])('$name at HTTP %d with %j', (vendor, status, error, code, category) => {
    const meaning = normalize(vendor, { status, body: withError(error) });
    expect(meaning).toMatchObject({ code, category });
    expect(meaning?.retryBasis).not.toBe('code');
  });

  it('is classified by the status, not by the row of another vendor', () => {
    const body = withError({ code: 1003, message: 'x' });
    expect(normalize(LINQ, { status: 400, body })?.code).toBe('malformed_body');
    expect(normalize(CHERT, { status: 400, body })?.code).toBe('invalid_phone_number');
    expect(normalize(CHERT, { status: 409, body: withError({ code: 2015 }) })?.code).toBe('conflict');
  });
});

// Every status that is not named here means what the two lists at the end say.
const BY_STATUS: readonly (readonly [status: number, code: string, category: string, retryable: boolean])[] = [
  [401, 'unauthenticated', 'authentication', false],
  [402, 'quota_exceeded', 'quota', false],
  [403, 'permission_denied', 'authorization', false],
  [404, 'resource_not_found', 'not_found', false],
  [408, 'upstream_timeout', 'server', true],
  [409, 'conflict', 'conflict', false],
  [410, 'resource_not_found', 'not_found', false],
  [413, 'payload_too_large', 'validation', false],
  [425, 'invalid_request', 'validation', true],
  [429, 'rate_limited', 'rate_limit', true],
  [500, 'internal_error', 'server', true],
  [501, 'internal_error', 'server', false],
  [502, 'upstream_error', 'server', true],
  [503, 'service_unavailable', 'server', true],
  [504, 'upstream_timeout', 'server', true],
  [505, 'internal_error', 'server', false],
  ...[400, 405, 406, 407, 411, 412, 414, 415, 416, 417, 418, 419, 420, 421, 422, 423, 424, 426, 427, 428, 430, 431]
    .concat(451, 460, 499)
    .map((status) => [status, 'invalid_request', 'validation', false] as const),
  ...[506, 507, 508, 509, 510, 511, 520, 529, 599].map((status) => [status, 'internal_error', 'server', true] as const),
];

describe('an HTTP status without a code', () => {
  it.each(BY_STATUS)('%d is %s (%s), retryable: %s', (status, code, category, retryable) => {
    for (const vendor of VENDORS) {
      expect(normalize(vendor, { status })).toStrictEqual({
        vendor: vendor.name,
        code,
        category,
        retryable,
        retryBasis: 'http_status',
        // 501, 505 and 511 are refusals; 408 may be the timeout of a gateway.
        effect: (status >= 500 || status === 408) && ![501, 505, 511].includes(status) ? 'possible' : 'none',
        origin: 'response',
      });
    }
  });
});

describe('a response that is not an error', () => {
  const body = {
    error: { code: 1007, message: 'Too fast' },
    code: 'invalid_phone',
    message: 'x',
    errors: [{ code: 1 }],
  };

  it.each([0, 100, 101, 103, 199, 200, 201, 202, 204, 206, 299, 300, 301, 302, 304, 307, 399])(
    'HTTP %d, even with a key called error in its body',
    (status) => {
      for (const vendor of VENDORS) {
        expect(normalize(vendor, { status, body })).toBeUndefined();
        expect(normalize(vendor, { status, body: JSON.stringify(body), path: '/api/v1/send' })).toBeUndefined();
      }
    },
  );

  it.each([100, 199, 300, 302, 304, 399])('HTTP %d, even with a declared failure', (status) => {
    expect(normalize(CHERT, { status, body: { ok: false, code: 4001 }, path: '/api/hubspot/send' })).toBeUndefined();
  });
});

describe('lengths', () => {
  const custom = defineVendor({
    name: 'custom',
    hosts: ['custom.test'],
    codes: {},
    readError: ({ body }) => body as { code?: string; class?: string; param?: string; message?: string },
  });
  const LIMITS = {
    code: ['nativeCode', 64],
    class: ['nativeClass', 64],
    param: ['param', 128],
    message: ['message', 256],
  };

  it.each(Object.entries(LIMITS).map(([from, [to, limit]]) => ({ from, to: String(to), limit: Number(limit) })))(
    '$to has at most $limit characters',
    ({ from, to, limit }) => {
      const read = (text: string) => normalize(custom, { status: 400, body: { [from]: text } });
      expect(read('x'.repeat(limit))).toHaveProperty(to, 'x'.repeat(limit));
      expect(read('x'.repeat(limit + 1))).toHaveProperty(to, `${'x'.repeat(limit - 1)}…`);
      expect(read('x'.repeat(100_000))).toHaveProperty(to, `${'x'.repeat(limit - 1)}…`);
      expect(read(`+14155551234 ${'x'.repeat(300)}`)).toHaveProperty(to, expect.stringMatching(/^\[phone\] x+…$/));
    },
  );
});

describe("a user's reader", () => {
  const acme = defineVendor({
    name: 'acme',
    hosts: ['acme.test'],
    codes: { too_fast: { code: 'rate_limited', retryable: true, remedy: 'Wait.' } },
    successRoutes: ['/*'],
    readError: ({ headers }) => ({ code: headers('X-Error-Code')[0], message: headers('x-warning').join() }),
    readBulk: ({ headers }) =>
      headers('X-FAILED')[0] === undefined ? undefined : { accepted: 1, failed: 1, errors: [{ code: 'too_fast' }] },
  });

  it('receives the headers by their names in any case', () => {
    const headers = { 'x-error-code': 'too_fast', 'X-Warning': ['a', 'b'] };
    const meaning = { code: 'rate_limited', nativeCode: 'too_fast', message: 'a,b' };
    expect(normalize(acme, { status: 400, headers })).toMatchObject(meaning);
    expect(normalize(acme, { status: 200, headers: new Headers([['x-error-code', 'too_fast']]) })?.code).toBe(
      'rate_limited',
    );
    expect(normalizeItems(acme, { status: 200, headers: { 'x-failed': '1' } })).toHaveLength(1);
  });

  it('can also return null for nothing in a 2xx', () => {
    const none = defineVendor({ ...acme, readError: () => null as unknown as undefined });
    expect(normalize(none, { status: 200 })).toBeUndefined();
  });
});

describe('the page of a code', () => {
  const acme = defineVendor({
    name: 'acme',
    hosts: ['api.acme.test'],
    codePage: 'https://docs.acme.test/errors/{code}',
    readError: ({ body }) => ({ code: text(at(body, 'code')), docUrl: text(at(body, 'more')) }),
    codes: {
      TooFast: { code: 'rate_limited', retryable: true },
      'Too fast': { code: 'rate_limited', retryable: true },
      '$&': { code: 'rate_limited', retryable: true },
      '{product}_off': { code: 'feature_not_available', retryable: false },
    },
  });
  const docUrlOf = (body: object) => normalize(acme, { status: 400, body })?.docUrl;

  it('is the address of an error that contains none', () => {
    expect(docUrlOf({ code: 'TooFast' })).toBe('https://docs.acme.test/errors/TooFast');
    expect(docUrlOf({ code: 'toofast' })).toBe('https://docs.acme.test/errors/TooFast');
  });

  it.each([
    ['Too fast', 'Too%20fast'],
    ['$&', '%24%26'],
  ])('contains the code %j as %s', (code, encoded) => {
    expect(docUrlOf({ code })).toBe(`https://docs.acme.test/errors/${encoded}`);
  });

  it('has lower priority than the address in the response', () => {
    expect(docUrlOf({ code: 'TooFast', more: 'https://docs.acme.test/429' })).toBe('https://docs.acme.test/429');
  });

  it('is omitted for a code that is not literally in the table', () => {
    expect([docUrlOf({ code: '../evil' }), docUrlOf({ code: 'sms_off' }), docUrlOf({})]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
