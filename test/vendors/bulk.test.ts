import { describe, expect, it } from 'vitest';
import {
  at,
  type BulkOutcome,
  builtInVendors,
  codeText,
  defineVendor,
  normalize,
  normalizeItems,
  trackly,
} from '../../src/index.js';
import { interpret } from '../../src/normalize/interpret.js';

describe('Trackly’s bulk calls', () => {
  const BULK = { status: 200, method: 'POST', path: '/api/v2/send/bulk' };
  const ITEMS = [
    { index: 0, code: 'invalid_phone', error: 'Invalid recipient phone number format' },
    { index: 2, code: 'not_sendable', error: 'VOIP numbers not allowed by account settings' },
    { index: 3, to_msisdn: '+14155551234', error: 'Bad number +14155551234' },
  ];
  const MEANINGS = [
    {
      vendor: 'trackly',
      code: 'invalid_phone_number',
      category: 'validation',
      retryable: false,
      retryBasis: 'code',
      effect: 'none',
      nativeCode: 'invalid_phone',
      message: 'Invalid recipient phone number format',
      remedy: expect.any(String),
      origin: 'item',
    },
    {
      vendor: 'trackly',
      code: 'recipient_not_allowed',
      category: 'recipient',
      retryable: false,
      retryBasis: 'code',
      effect: 'none',
      nativeCode: 'not_sendable',
      message: 'VOIP numbers not allowed by account settings',
      remedy: expect.any(String),
      origin: 'item',
    },
    {
      vendor: 'trackly',
      code: 'invalid_request',
      category: 'validation',
      retryable: false,
      retryBasis: 'http_status',
      effect: 'none',
      message: 'Bad number [phone]',
      origin: 'item',
    },
  ];
  const bulk = (queued_count: unknown, error_count: unknown, errors: unknown = ITEMS) => ({
    ...BULK,
    body: { queued_count, error_count, errors },
  });

  it('partly failed: the items have errors, the call has none', () => {
    expect(normalize(trackly(), bulk(7, 3))).toBeUndefined();
    expect(normalizeItems(trackly(), bulk(7, 3))).toStrictEqual(MEANINGS);
  });

  it('items that the vendor could not save can be sent again', () => {
    const [item] = normalizeItems(trackly(), bulk(1, 1, [{ index: 0, code: 'save_error', error: 'Not saved' }]));
    expect(item).toMatchObject({ code: 'internal_error', category: 'server', retryable: true, retryBasis: 'code' });
  });

  it('all failed: the call has the error of the first item', () => {
    expect(normalize(trackly(), bulk(0, 3))).toStrictEqual(MEANINGS[0]);
    expect(normalizeItems(trackly(), bulk(0, 3))).toStrictEqual(MEANINGS);
  });

  it.each([
    ['no errors', bulk(10, 0, [])],
    ['an error count of zero', bulk(10, 0)],
    ['no error count', bulk(10, undefined)],
    ['a negative error count', bulk(0, -1)],
    ['a GET', { ...bulk(0, 3), method: 'GET' }],
    ['a path outside the API', { ...bulk(0, 3), path: '/bulk' }],
    ['a redirect', { ...bulk(0, 3), status: 302 }],
    ['no body', BULK],
  ])('none failed: %s', (_why, response) => {
    expect(normalize(trackly(), response)).toBeUndefined();
    expect(normalizeItems(trackly(), response)).toEqual([]);
  });

  it.each([
    ['numbers as texts', bulk('7', '3')],
    ['HTTP 201', { ...bulk(7, 3), status: 201 }],
    ['HTTP 207', { ...bulk(7, 3), status: 207 }],
    ['the v1 path', { ...bulk(7, 3), path: '/api/v1/messages/bulk' }],
    ['no path and no method', { status: 200, body: bulk(7, 3).body }],
    ['text', { ...BULK, body: JSON.stringify(bulk(7, 3).body) }],
    ['text that is cut behind the items', { ...BULK, body: JSON.stringify(bulk(7, 3).body).slice(0, -1) }],
    ['fewer counted than listed', bulk(7, 1)],
  ])('are read: %s', (_form, response) => {
    expect(normalize(trackly(), response)).toBeUndefined();
    expect(normalizeItems(trackly(), response)).toStrictEqual(MEANINGS);
  });

  it('are ordinary errors if they were refused completely', () => {
    const body = { error: 'Maximum 1000 messages per request', code: 'too_many_messages' };
    expect(normalize(trackly(), { ...BULK, status: 413, body })).toMatchObject({ code: 'batch_too_large' });
    expect(normalizeItems(trackly(), { ...BULK, status: 413, body })).toEqual([]);
    expect(normalizeItems(trackly(), { ...bulk(0, 3), status: 500 })).toEqual([]);
  });

  it('are read for Trackly only', () => {
    for (const vendor of builtInVendors().filter(({ name }) => name !== 'trackly')) {
      expect(normalize(vendor, bulk(0, 3))).toBeUndefined();
      expect(normalizeItems(vendor, bulk(0, 3))).toEqual([]);
    }
  });

  it.each([
    ['as counted and listed', bulk(7, 3), 3],
    ['more counted than listed', bulk(7, 12), 12],
    ['fewer counted than listed', bulk(7, 1), 3],
    ['counted, not listed', bulk(7, 2, null), 2],
    ['counted beyond belief', bulk(7, 1e300), 100_000],
    ['counted in fractions', bulk(7, 4.7), 4],
  ])('count their failed items: %s', (_form, { status, method, path, body }, failed) => {
    const meaning = interpret(trackly(), { status, method, path, body, headers: () => [] });
    expect(meaning.bulk?.failed).toBe(failed);
  });

  it('are unknown errors if they failed without a list', () => {
    expect(normalize(trackly(), bulk(0, 2, []))).toMatchObject({
      code: 'unknown',
      category: 'unknown',
      retryable: false,
    });
  });
});

describe("a bulk response of a user's vendor", () => {
  const acme = (outcome: Partial<BulkOutcome> | null) =>
    defineVendor({
      name: 'acme',
      hosts: ['api.acme.example'],
      codes: {},
      successRoutes: ['/send'],
      readError: ({ body }) => (at(body, 'fault') === undefined ? undefined : { code: codeText(at(body, 'fault')) }),
      // JavaScript can return anything.
      readBulk: () => outcome as BulkOutcome,
    });
  const answer = (body: object) => ({ status: 200, path: '/send', body });

  it.each([
    ['nothing accepted, nothing failed', { accepted: 0, failed: 0, errors: [] }],
    ['nothing failed, accepted unknown', { accepted: undefined, failed: 0, errors: [] }],
    ['an empty outcome', {}],
    ['counts that are none', { accepted: Number.NaN, failed: Number.NaN, errors: [] }],
    ['null', null],
  ])('%s: not a bulk response, so readError is called', (_what, outcome) => {
    expect(normalize(acme(outcome), answer({ ok: true }))).toBeUndefined();
    expect(normalizeItems(acme(outcome), answer({ ok: true }))).toEqual([]);
    expect(normalize(acme(outcome), answer({ fault: 7 }))).toMatchObject({ nativeCode: '7', origin: 'response' });
  });

  it('some accepted, none failed: a success, regardless of readError', () => {
    const outcome = { accepted: 1, failed: 0, errors: [] };
    expect(normalize(acme(outcome), answer({ fault: 7 }))).toBeUndefined();
    expect(normalizeItems(acme(outcome), answer({ fault: 7 }))).toEqual([]);
    const { status, body, path } = answer({});
    expect(interpret(acme(outcome), { status, body, path, headers: () => [] }).bulk).toBeUndefined();
  });

  it.each([
    ['errors that are no list', { accepted: 0, failed: 2, errors: 'none' }, [{ code: 'unknown' }]],
    [
      'an error that is no object',
      { accepted: 0, failed: 2, errors: [null, 7] },
      [{ code: 'unknown' }, { code: 'unknown' }],
    ],
    ['a list without a count', { accepted: 0, errors: [{ code: 'a' }] }, [{ nativeCode: 'a' }]],
  ])('%s: the readable items are read', (_what, outcome, items) => {
    const vendor = acme(outcome as unknown as BulkOutcome);
    expect(normalizeItems(vendor, answer({}))).toMatchObject(items);
    expect(normalize(vendor, answer({}))).toMatchObject(items[0] ?? {});
  });
});
