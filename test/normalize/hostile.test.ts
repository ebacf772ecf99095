import { describe, expect, it } from 'vitest';
import {
  chert,
  defineVendor,
  errorCategories,
  linq,
  messagesDev,
  normalize,
  normalizedCodes,
  normalizeItems,
  type RawError,
  trackly,
} from '../../src/index.js';
import { hostileBodies } from '../support/hostile.js';

const VENDORS = [linq(), messagesDev(), trackly(), chert()];
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

describe('whatever comes as a body', () => {
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

  it('is read in a moment', () => {
    const start = performance.now();
    for (const [, body] of hostileBodies) normalize(VENDORS[0] ?? linq(), { status: 500, body });
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

describe('whatever comes as headers', () => {
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

describe('whatever comes as a message', () => {
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
describe('whatever a reader of one’s own hands on', () => {
  const passing = defineVendor({
    name: 'passing',
    hosts: ['passing.test'],
    codes: { 1007: { code: 'rate_limited', retryable: true, remedy: 'Wait.' } },
    readError: ({ body }) => body as RawError,
  });

  it.each([
    { code: 1007 },
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
