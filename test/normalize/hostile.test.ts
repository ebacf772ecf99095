import { describe, expect, it } from 'vitest';
import {
  builtInVendors,
  chert,
  defineVendor,
  errorCategories,
  type HeadersInput,
  linq,
  messagesDev,
  normalize,
  normalizedCodes,
  normalizeFailure,
  normalizeItems,
  type RawError,
  type ResponseInput,
  type Vendor,
} from '../../src/index.js';
import { hostileBodies } from '../support/hostile.js';

const VENDORS = builtInVendors();
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** What holds for every error, whatever it was made of. */
function expectSound(error: ReturnType<typeof normalize>) {
  if (error === undefined) throw new Error('expected an error');
  expect(normalizedCodes).toHaveProperty(error.code);
  expect(errorCategories).toHaveProperty(error.category);
  expect(normalizedCodes[error.code].category).toBe(error.category);
  expect(typeof error.retryable).toBe('boolean');
  expect(error.retryAfter ?? 0).toBeGreaterThanOrEqual(0);
  expect(error.nativeCode?.length ?? 1).toBeLessThanOrEqual(64);
  expect(error.nativeClass?.length ?? 1).toBeLessThanOrEqual(64);
  expect(error.param?.length ?? 1).toBeLessThanOrEqual(128);
  expect(error.message?.length ?? 1).toBeLessThanOrEqual(256);
  expect(error.traceId?.length ?? 1).toBeLessThanOrEqual(128);
  expect(Object.values(error)).not.toContain(undefined);
}

describe('a hostile body', () => {
  it.each(hostileBodies)('%s is an error from HTTP 400 on', (_name, body) => {
    for (const vendor of VENDORS) {
      for (const status of [400, 429, 599, 999]) expectSound(normalize(vendor, { status, body }));
    }
  });

  it.each(hostileBodies)('%s is read in an answer with HTTP 200', (_name, body) => {
    for (const vendor of VENDORS) {
      const error = normalize(vendor, { status: 200, body });
      if (error !== undefined) expectSound(error);
      normalizeItems(vendor, { status: 200, body }).forEach(expectSound);
    }
  });

  it('is read quickly', () => {
    const start = performance.now();
    for (const [, body] of hostileBodies) normalize(VENDORS[0] ?? linq(), { status: 500, body });
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

describe('hostile headers', () => {
  const TEXTS = [
    '',
    ' ',
    '\u0000',
    '\r\nX: y',
    '🙂',
    '\uD800',
    '-1',
    '1e999',
    'NaN',
    '9'.repeat(1e6),
    'Mon, '.repeat(1e5),
  ];

  it.each(TEXTS)('%#: HTTP 400 and 429 are errors', (text) => {
    const headers = { 'Retry-After': text, 'X-Trace-ID': text, [text]: text };
    for (const vendor of VENDORS) {
      expectSound(normalize(vendor, { status: 400, headers }));
      expectSound(normalize(vendor, { status: 429, headers: Object.entries(headers) }));
    }
  });
});

describe('invalid headers', () => {
  const refuse = () => {
    throw new Error('refused');
  };
  const { proxy: revoked, revoke } = Proxy.revocable({}, {});
  revoke();
  const iterator = { [Symbol.iterator]: () => ({ next: refuse }) };
  const values = [
    ...[null, 5, 'x-trace-id: 1', Symbol('headers'), () => [], [], [null], [[]], [['x-trace-id']], [[5, 5]]],
    ...[
      { get: refuse },
      { get: () => refuse },
      { get: () => Symbol('x') },
      { get: 5 },
      iterator,
      { [Symbol.iterator]: 5 },
    ],
    { 'x-trace-id': Symbol('x'), 'retry-after': { toString: refuse }, 'x-should-retry': Object.create(null) },
    ...[new Proxy({}, { get: refuse, has: refuse, ownKeys: refuse }), revoked, new Date(), new Map([[{}, {}]])],
  ];

  it.each(values.map((value, index) => [index, value]))('%d: HTTP 429 is an error', (_index, headers) => {
    const error = normalize(linq(), { status: 429, headers: headers as HeadersInput, body: { error: { code: 1007 } } });
    expect(error).toMatchObject({ code: 'rate_limited', nativeCode: '1007' });
    expectSound(error);
  });
});

describe('an invalid response', () => {
  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', '429'],
    ['no status', {}],
    ['another name for the status', { statusCode: 429 }],
    ['a status that is no number', { status: 'Too Many Requests' }],
    ['a status that is a symbol', { status: Symbol('429') }],
    ['a success', { status: '200' }],
  ])('%s is not an error', (_what, response) => {
    expect(normalize(linq(), response as unknown as ResponseInput)).toBeUndefined();
    expect(normalizeItems(linq(), response as unknown as ResponseInput)).toEqual([]);
  });

  it.each([
    ['a status as text', { status: '429' }],
    ['a method that is no text', { status: 429, method: 5 }],
    ['a path that is no text', { status: 429, path: {} }],
  ])('%s is read', (_what, response) => {
    const error = normalize(linq(), response as unknown as ResponseInput);
    expect(error).toMatchObject({ code: 'rate_limited', retryable: true });
  });
});

describe('an invalid vendor', () => {
  const anything = (value: unknown) => value as Vendor;

  it.each<[string, unknown, RegExp]>([
    ['a factory', linq, /^normalize: the first argument is a function, not a vendor; write normalize\(linq\(\), …\)$/],
    ['another factory', messagesDev, /write normalize\(messagesDev\(\), …\)/],
    ['a function without a name', () => linq(), /is a function, not a vendor; write normalize\(linq\(\), …\)/],
    ['a name', 'linq', /is linq, not a vendor/],
    ['nothing', undefined, /is undefined, not a vendor/],
  ])('%s is reported', (_what, vendor, message) => {
    expect(() => normalize(anything(vendor), { status: 400 })).toThrow(TypeError);
    expect(() => normalize(anything(vendor), { status: 400 })).toThrow(message);
    expect(() => normalizeItems(anything(vendor), { status: 200 })).toThrow('write normalizeItems(');
    expect(() => normalizeFailure(anything(vendor), new Error('x'))).toThrow('write normalizeFailure(');
  });

  it('neither a factory nor a status as a string compiles', () => {
    // @ts-expect-error A factory is no vendor.
    expect(() => normalize(chert, { status: 400 })).toThrow('normalize(chert(), …)');
    // @ts-expect-error A status is a number.
    expect(normalize(chert(), { status: '400' })).toMatchObject({ code: 'invalid_request' });
  });

  it('a definition without defineVendor, or with invalid rows, still classifies by the status', () => {
    const plain = {
      name: 'plain',
      hosts: [],
      codes: { a: 'rate_limited' },
      readError: () => ({ code: 'a', class: 'b' }),
    };
    for (const vendor of [plain, { name: 'none' }, { ...plain, traceId: 'X-Id', successRoutes: 5, codes: undefined }]) {
      expect(normalize(anything(vendor), { status: 503, body: {} })).toMatchObject({ code: 'service_unavailable' });
      expect(normalize(anything(vendor), { status: 200, body: {} })).toBeUndefined();
    }
  });
});

describe('a hostile message', () => {
  it.each([
    ['🙂', 0],
    ['🙂', 1],
    ['\uD83D', 0],
    ['\uDE42', 0],
  ])('%j is never cut in two', (character, offset) => {
    const message = 'x'.repeat(offset) + character.repeat(300);
    const cut = normalize(linq(), { status: 500, body: { error: { message } } })?.message ?? '';
    expect(cut.length).toBeLessThanOrEqual(256);
    expect(cut.length).toBeGreaterThanOrEqual(254);
    if (character.length === 2) expect(cut).not.toMatch(LONE_SURROGATE);
  });
});

// JavaScript has no one who forbids a reader to hand on what the vendor sent.
describe("an invalid result of a user's reader", () => {
  const passing = defineVendor({
    name: 'passing',
    hosts: ['passing.test'],
    codes: { 1007: { code: 'rate_limited', retryable: true, remedy: 'Wait.' } },
    readError: ({ body }) => body as RawError,
  });

  it('a number is a code', () => {
    expect(normalize(passing, { status: 500, body: { code: 1007 } })).toMatchObject({
      nativeCode: '1007',
      retryBasis: 'code',
    });
  });

  it.each([
    { code: { a: 1 } },
    { class: 5 },
    { param: ['to'] },
    { message: { text: 'x' } },
    { message: 'x', retryable: 'yes', retryAfter: 'soon', status: '500' },
    'x',
    [],
  ])('%j is an error, and throws nothing', (body) => {
    expect(() => normalize(passing, { status: 500, body })).not.toThrow();
    expect(normalize(passing, { status: 500, body })).toMatchObject({
      vendor: 'passing',
      category: expect.any(String),
    });
  });
});
