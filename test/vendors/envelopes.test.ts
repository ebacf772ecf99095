import { describe, expect, it } from 'vitest';
import {
  findRow,
  linq,
  messagesDev,
  normalize,
  normalizeItems,
  photon,
  resend,
  telnyx,
  trackly,
  whatsapp,
} from '../../src/index.js';

describe('Linq', () => {
  const read = (status: number, body: unknown) => normalize(linq(), { status, body });

  it('v3 with retry_after and doc_url', () => {
    const error = {
      status: 429,
      code: 1007,
      message: 'Rate limit exceeded',
      retry_after: 12,
      doc_url: 'https://docs.linqapp.com/error/codes/1xxx/1007/',
    };
    expect(read(429, { success: false, error, trace_id: 'abc' })).toStrictEqual({
      vendor: 'linq',
      code: 'rate_limited',
      category: 'rate_limit',
      retryable: true,
      retryBasis: 'code',
      effect: 'none',
      retryAfter: 12,
      nativeCode: '1007',
      nativeClass: '1xxx',
      message: 'Rate limit exceeded',
      docUrl: 'https://docs.linqapp.com/error/codes/1xxx/1007/',
      traceId: 'abc',
      remedy: expect.any(String),
      origin: 'response',
    });
  });

  it.each([
    'http://docs.linqapp.com/error/',
    'docs.linqapp.com/error/codes/2xxx/2011/',
    'javascript:alert(1)',
    'https://',
    'https://user:password@docs.linqapp.com/',
    'https://docs.linqapp.com/error codes/',
    'https://docs.linqapp.com/\nerror',
    'https://docs.linqapp.com/?to=%2B14155551234',
    'https://docs.linqapp.com/?to=+14155551234',
    `https://docs.linqapp.com/${'x'.repeat(256)}`,
    7,
    null,
  ])('%j is not a link to documentation', (doc_url) => {
    expect(read(403, { error: { code: 2011, doc_url } })).not.toHaveProperty('docUrl');
  });

  it('a link of 256 characters is kept', () => {
    const doc_url = `https://docs.linqapp.com/`.padEnd(256, 'x');
    expect(read(403, { error: { code: 2011, doc_url } })).toHaveProperty('docUrl', doc_url);
  });

  it.each([
    ['/api/partner/v3/capability/check_rcs', 'feature_not_available', false, undefined],
    ['/v3/capability/check_rcs', 'feature_not_available', false, undefined],
    ['/v3/capability/check_imessage', 'service_unavailable', true, 30],
    ['/v3/messages', 'service_unavailable', true, 30],
    [undefined, 'service_unavailable', true, 30],
  ])('4004 on %s is %s', (path, code, retryable, retryAfter) => {
    const response = { status: 503, body: { error: { code: 4004 } }, ...(path !== undefined && { path }) };
    const error = normalize(linq(), response);
    expect(error).toMatchObject({ code, retryable, retryBasis: 'code', nativeCode: '4004', nativeClass: '4xxx' });
    expect(error?.retryAfter).toBe(retryAfter);
  });

  it('a 503 that is a rate limit', () => {
    expect(read(503, { error: { status: 503, code: 1007, retry_after: 9 } })).toMatchObject({
      code: 'rate_limited',
      retryable: true,
      retryAfter: 9,
    });
  });

  it.each([
    [2025, 409, 'conflict'],
    [4006, 500, 'internal_error'],
    [4008, 400, 'invalid_request'],
  ])('%d has no documented meaning and is classified by its status', (code, status, meaning) => {
    expect(findRow(linq(), String(code))).toBeUndefined();
    expect(read(status, { error: { code } })).toMatchObject({ code: meaning, nativeCode: String(code) });
  });

  it('v3 contains neither retryability nor a parameter', () => {
    const error = { code: 2008, retryable: true, param: 'to' };
    expect(read(403, { error })).toMatchObject({ retryable: false, retryBasis: 'code' });
    expect(read(403, { error })).not.toHaveProperty('param');
  });

  it('v2: the first error of the list', () => {
    const errors = [
      { status: 404, code: '2001', title: 'Not found', detail: 'Chat not found' },
      { status: 400, code: '1001', title: 'Bad request', detail: 'Missing required field' },
    ];
    expect(read(404, { errors })).toStrictEqual({
      vendor: 'linq',
      code: 'chat_not_found',
      category: 'not_found',
      retryable: false,
      retryBasis: 'code',
      effect: 'none',
      nativeCode: '2001',
      nativeClass: '2xxx',
      message: 'Chat not found',
      remedy: expect.any(String),
      origin: 'response',
    });
  });

  it.each([
    [{ errors: [{ code: 'NOT_A_CODE', title: 'Bad request' }] }, { nativeCode: 'NOT_A_CODE', message: 'Bad request' }],
    [{ errors: [{ title: 'Bad request', detail: '' }] }, { message: 'Bad request' }],
    [{ errors: [] }, {}],
    [{ errors: ['Bad request'] }, {}],
    [{ errors: { code: '1001' } }, {}],
    [
      { error: { code: 1003 }, errors: [{ code: '1001' }] },
      { code: 'malformed_body', nativeCode: '1003' },
    ],
  ])('v2, odd forms: %j', (body, expected) => {
    expect(read(400, body)).toMatchObject({ code: 'invalid_request', origin: 'response', ...expected });
  });
});

describe('messages.dev', () => {
  const FIELDS = {
    type: 'invalid_request_error',
    code: 'invalid_parameter_value',
    message: 'Wrong ID prefix',
    param: 'chat_id',
  };
  const MEANING = {
    vendor: 'messages.dev',
    code: 'invalid_parameter',
    category: 'validation',
    retryable: false,
    retryBasis: 'code',
    effect: 'none',
    nativeCode: 'invalid_parameter_value',
    nativeClass: 'invalid_request_error',
    param: 'chat_id',
    message: 'Wrong ID prefix',
    traceId: 'req_01J8',
    remedy: expect.any(String),
    origin: 'response',
  };

  it.each([
    ['nested', { error: FIELDS, request_id: 'req_01J8' }],
    ['nested, with the id inside', { error: { ...FIELDS, request_id: 'req_01J8' } }],
    ['flat', { ...FIELDS, request_id: 'req_01J8' }],
    ['flat, with a text called error', { error: 'Bad request', ...FIELDS, request_id: 'req_01J8' }],
  ])('%s', (_form, body) => {
    expect(normalize(messagesDev(), { status: 400, body })).toStrictEqual(MEANING);
  });

  it('only a text', () => {
    expect(normalize(messagesDev(), { status: 500, body: { error: 'Oops' } })).toMatchObject({ message: 'Oops' });
  });

  it('a daily quota is retryable, although it is not a rate limit', () => {
    const error = { type: 'rate_limit_error', code: 'sandbox_quota_exceeded', message: 'Daily limit reached' };
    expect(
      normalize(messagesDev(), { status: 429, headers: { 'retry-after': '3600' }, body: { error } }),
    ).toMatchObject({
      code: 'quota_exceeded',
      category: 'quota',
      retryable: true,
      retryBasis: 'code',
      effect: 'none',
      retryAfter: 3600,
    });
  });
});

describe('Trackly', () => {
  const read = (status: number, body: unknown) => normalize(trackly(), { status, body });

  it.each([
    ['error and code', { error: 'to is required', code: 'missing_to' }],
    ['error, code and message', { error: 'to is required', code: 'missing_to', message: 'See the documents' }],
    ['message and code', { message: 'to is required', code: 'missing_to' }],
    ['an error object', { error: { code: 'missing_to', message: 'to is required' } }],
  ])('%s', (_form, body) => {
    expect(read(400, body)).toStrictEqual({
      vendor: 'trackly',
      code: 'missing_required_field',
      category: 'validation',
      retryable: false,
      retryBasis: 'code',
      effect: 'none',
      nativeCode: 'missing_to',
      message: 'to is required',
      remedy: expect.any(String),
      origin: 'response',
    });
  });

  it('a suspended account, identified by its text', () => {
    expect(read(403, { error: 'Account is suspended' })).toStrictEqual({
      vendor: 'trackly',
      code: 'account_suspended',
      category: 'authorization',
      retryable: false,
      retryBasis: 'code',
      effect: 'none',
      message: 'Account is suspended',
      remedy: expect.any(String),
      origin: 'response',
    });
  });

  it.each([
    { error: 'Account is suspended', code: 'other' },
    { error: 'account is suspended' },
    { error: 'Account is suspended.' },
    { error: 'constructor' },
    { error: '__proto__' },
  ])('not a suspended account: %j', (body) => {
    expect(read(403, body)).toMatchObject({ code: 'permission_denied', retryBasis: 'http_status' });
  });

  it.each([
    'sms_not_enabled',
    'SMS_Not_Enabled',
    'whatsapp_business_not_enabled',
    'x_not_enabled',
    '{product}_not_enabled',
  ])('%s is a disabled product', (code) => {
    expect(read(403, { error: 'Product not enabled', code })).toMatchObject({
      code: 'feature_not_available',
      category: 'authorization',
      retryable: false,
      retryBasis: 'code',
      effect: 'none',
      nativeCode: code,
    });
    expect(findRow(trackly(), code)?.key).toBe('{product}_not_enabled');
  });

  it.each(['_not_enabled', 'not_enabled', 'sms_not_enabled_yet', 'sms_enabled', 'toString'])(
    '%s is not a disabled product',
    (code) => {
      expect(read(503, { error: 'x', code })).toMatchObject({ code: 'service_unavailable', retryBasis: 'http_status' });
      expect(findRow(trackly(), code)).toBeUndefined();
    },
  );

  it('one code has the same meaning at two statuses', () => {
    for (const status of [400, 404]) expect(read(status, { code: 'not_found' })?.code).toBe('resource_not_found');
  });

  it.each([
    ['INVALID_PHONE', 'invalid_phone'],
    ['rejected_spam', 'REJECTED_SPAM'],
    ['Rejected', 'rejected'],
  ])('%s is %s, because only its case differs', (code, key) => {
    expect(findRow(trackly(), code)?.key).toBe(key);
    expect(read(503, { error: 'x', code })).toMatchObject({ retryBasis: 'code', nativeCode: code });
  });

  it('an exact code has priority over a pattern', () => {
    expect(findRow(trackly(), 'not_found')?.key).toBe('not_found');
  });
});

describe('Telnyx', () => {
  const PAGE = 'https://developers.telnyx.com/docs/overview/errors/';
  const read = (status: number, body: unknown, headers = {}) => normalize(telnyx(), { status, body, headers });

  it('the first error of the list, with the field and the page', () => {
    const errors = [
      {
        code: '10016',
        title: 'Phone number must be in +E.164 format',
        detail: "The 'to' parameter must be in +E.164 format.",
        source: { pointer: '/to' },
        meta: { url: `${PAGE}10016` },
      },
      { code: '10004', title: 'Missing required parameter' },
    ];
    expect(read(422, { errors }, { 'x-request-id': 'f1b7' })).toStrictEqual({
      vendor: 'telnyx',
      code: 'invalid_phone_number',
      category: 'validation',
      retryable: false,
      retryBasis: 'code',
      effect: 'none',
      nativeCode: '10016',
      param: '/to',
      message: "The 'to' parameter must be in +E.164 format.",
      docUrl: `${PAGE}10016`,
      traceId: 'f1b7',
      origin: 'response',
    });
  });

  it.each([
    ['a code as a number', { code: 10009 }, { nativeCode: '10009', code: 'unauthenticated', docUrl: `${PAGE}10009` }],
    ['no detail', { code: '10009', title: 'Authentication failed' }, { message: 'Authentication failed' }],
    ['a query parameter', { code: '10032', source: { parameter: 'filter' } }, { param: 'filter' }],
    [
      'a code without a row',
      { code: '90015', title: 'Call' },
      { code: 'permission_denied', retryBasis: 'http_status' },
    ],
    [
      'its own word on retries',
      { code: '10038', meta: { retryable: true } },
      { retryable: true, retryBasis: 'vendor' },
    ],
  ])('%s', (_form, error, expected) => {
    expect(read(403, { errors: [error] })).toMatchObject(expected);
  });

  it('a code without a row has no page', () => {
    expect(read(403, { errors: [{ code: '90015' }] })).not.toHaveProperty('docUrl');
  });

  it('the wait of a rate limit is in a header of its window', () => {
    const errors = [{ code: '10011', title: 'Too many requests' }];
    expect(read(429, { errors }, { 'x-ratelimit-reset': '7' })).toMatchObject({ code: 'rate_limited', retryAfter: 7 });
  });
});

describe('WhatsApp', () => {
  const read = (status: number, error: unknown) => normalize(whatsapp(), { status, body: { error } });

  it('the details go before the title', () => {
    const error = {
      message: '(#130429) Rate limit hit',
      type: 'OAuthException',
      code: 130429,
      error_data: { messaging_product: 'whatsapp', details: 'Cloud API message throughput has been reached.' },
      error_subcode: 2494055,
      fbtrace_id: 'Az8or2yhqkZfEZ-_4Qn_Bam',
    };
    expect(read(400, error)).toStrictEqual({
      vendor: 'whatsapp',
      code: 'rate_limited',
      category: 'rate_limit',
      retryable: true,
      retryBasis: 'code',
      effect: 'none',
      nativeCode: '130429',
      message: 'Cloud API message throughput has been reached.',
      traceId: 'Az8or2yhqkZfEZ-_4Qn_Bam',
      remedy: expect.any(String),
      origin: 'response',
    });
  });

  it.each([
    ['no details', { code: 100, message: '(#100) Bad' }, { code: 'invalid_parameter', message: '(#100) Bad' }],
    ['error_data is a text', { code: 100, message: '(#100) Bad', error_data: 'x' }, { message: '(#100) Bad' }],
    ['a code as text', { code: '131026' }, { code: 'recipient_unreachable', nativeCode: '131026' }],
    ['a permission', { code: 200 }, { code: 'permission_denied', retryBasis: 'code' }],
    ['another permission', { code: 230 }, { code: 'permission_denied', retryBasis: 'code', nativeCode: '230' }],
    ['no permission', { code: 2500 }, { code: 'invalid_request', retryBasis: 'http_status', nativeCode: '2500' }],
    ['a template that is synchronized', { code: 134101 }, { code: 'resource_not_ready', retryAfter: 600 }],
    ['no object', 'Bad', { code: 'invalid_request' }],
  ])('%s', (_form, error, expected) => {
    expect(read(400, error)).toMatchObject(expected);
  });
});

describe('Resend', () => {
  const read = (status: number, message?: string, name = 'validation_error') =>
    normalize(resend(), { status, body: { statusCode: status, message, name } });

  it.each<[number, string | undefined, string]>([
    [400, 'An error was found with one or more fields in the request.', 'invalid_parameter'],
    [400, 'API key is invalid', 'invalid_credentials'],
    [400, undefined, 'invalid_parameter'],
    [401, 'API key is invalid', 'invalid_credentials'],
    [401, undefined, 'invalid_credentials'],
    [403, 'The acme.com domain is not verified. Please, add and verify your domain.', 'setup_required'],
    [403, 'You can only send testing emails to your own email address (a@b.c).', 'setup_required'],
    [403, 'Something of tomorrow', 'permission_denied'],
    [403, undefined, 'permission_denied'],
    [422, 'CSV missing required email column', 'invalid_parameter'],
  ])('validation_error with HTTP %d and "%s" is %s', (status, message, code) => {
    expect(read(status, message)).toMatchObject({ code, retryable: false, nativeCode: 'validation_error' });
  });

  it('other codes have one meaning', () => {
    expect(read(403, 'API key is invalid', 'invalid_api_key')).toMatchObject({ code: 'invalid_credentials' });
    expect(read(403, 'Suspended', 'name_of_tomorrow')).toMatchObject({ code: 'permission_denied' });
  });

  const batch = { status: 200, method: 'POST', path: '/emails/batch' };
  const errors = [{ index: 1, message: 'The `to` field is missing.' }, 'odd'];

  it('a permissive batch: its items fail by validation', () => {
    const items = normalizeItems(resend(), { ...batch, body: { data: [{ id: 'a' }], errors } });
    expect(items.map(({ code, retryable, message }) => [code, retryable, message])).toEqual([
      ['invalid_parameter', false, 'The `to` field is missing.'],
      ['invalid_parameter', false, undefined],
    ]);
    expect(normalize(resend(), { ...batch, body: { data: [{ id: 'a' }], errors } })).toBeUndefined();
    expect(normalize(resend(), { ...batch, body: { data: [], errors } })).toMatchObject({ code: 'invalid_parameter' });
  });

  it.each([{ data: [{ id: 'a' }], errors: [] }, { data: [{ id: 'a' }] }, { errors: 'none' }, []])(
    'a batch without errors is no failure: %j',
    (body) => {
      expect(normalizeItems(resend(), { ...batch, body })).toEqual([]);
      expect(normalize(resend(), { ...batch, body })).toBeUndefined();
    },
  );

  it('no other 2xx answer is searched for errors', () => {
    expect(normalizeItems(resend(), { ...batch, path: '/emails', body: { data: [], errors } })).toEqual([]);
  });
});

describe('Photon', () => {
  const read = (status: number, body: unknown, headers = {}) => normalize(photon(), { status, headers, body });
  const answer = { code: 'resource_exhausted', errorCode: 'burstRateExceeded', message: 'Slow down', requestId: 'r-1' };

  it('an answer with all that it can have', () => {
    expect(
      read(429, { ...answer, source: 'upstream', retryable: true, context: { a: 'b' } }, { 'retry-after': '2' }),
    ).toEqual({
      vendor: 'photon',
      code: 'rate_limited',
      category: 'rate_limit',
      retryable: true,
      retryBasis: 'vendor',
      effect: 'none',
      retryAfter: 2,
      nativeCode: 'burstRateExceeded',
      nativeClass: 'resource_exhausted',
      message: 'Slow down',
      traceId: 'r-1',
      origin: 'response',
    });
  });

  it.each([
    ['its own word, over the row', { ...answer, retryable: false }, 'rate_limited', false, 'vendor'],
    ['the row without its own word', answer, 'rate_limited', true, 'code'],
    ['the class without a code', { code: 'unavailable' }, 'service_unavailable', true, 'class'],
    [
      'the class, as the code is of tomorrow',
      { code: 'unavailable', errorCode: 'new' },
      'service_unavailable',
      true,
      'class',
    ],
    ['the status, as another server answered', { error: 'Bad gateway' }, 'service_unavailable', true, 'http_status'],
  ])('is based on %s', (_why, body, code, retryable, retryBasis) => {
    const status = code === 'rate_limited' ? 429 : 503;
    expect(read(status, body)).toMatchObject({ code, retryable, retryBasis });
  });

  it('the request id of the header goes before that of the body', () => {
    expect(read(429, answer, { 'x-request-id': 'r-2' })?.traceId).toBe('r-2');
  });
});
