import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { chert, type HeadersInput, linq, messagesDev, normalize } from '../../src/index.js';

const LINQ = linq();
const SAMPLE = { success: false, error: { status: 400, code: 1001, message: 'Größe fehlt' }, trace_id: '2eff5df5c6f6' };
const TEXT = JSON.stringify(SAMPLE);
const BYTES = Buffer.from(TEXT);
const MEANING = {
  vendor: 'linq',
  code: 'missing_required_field',
  category: 'validation',
  retryable: false,
  retryBasis: 'code',
  effect: 'none',
  nativeCode: '1001',
  nativeClass: '1xxx',
  message: 'Größe fehlt',
  traceId: '2eff5df5c6f6',
  remedy: expect.any(String),
  origin: 'response',
};
const BY_STATUS_ALONE = {
  vendor: 'linq',
  code: 'internal_error',
  category: 'server',
  retryable: true,
  retryBasis: 'http_status',
  effect: 'possible',
  origin: 'response',
};

describe('reads a body', () => {
  it.each<[string, unknown]>([
    ['parsed', SAMPLE],
    ['as text', TEXT],
    ['as indented text', JSON.stringify(SAMPLE, undefined, 2)],
    ['as text in white space', `\r\n  ${TEXT}\n`],
    ['as text with a byte order mark', `\uFEFF${TEXT}`],
    ['as text with something behind it', `${TEXT}\n<!-- cached -->`],
    ['as text that is cut after the last value', `${TEXT.slice(0, -1)},`],
    ['as a Buffer', BYTES],
    ['as a Uint8Array', new Uint8Array(BYTES)],
    ['as a view into a larger buffer', Uint8Array.from([123, 123, ...BYTES, 123]).subarray(2, -1)],
    ['as an ArrayBuffer', new Uint8Array(BYTES).buffer],
    ['as bytes with a byte order mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), BYTES])],
    ['as a DataView', new DataView(new Uint8Array(BYTES).buffer)],
    ['as a Uint8Array of another realm', runInNewContext('Uint8Array.from(bytes)', { bytes: BYTES })],
    ['as an ArrayBuffer of another realm', runInNewContext('Uint8Array.from(bytes).buffer', { bytes: BYTES })],
    ['as UTF-16 with its byte order mark', Buffer.from(`\uFEFF${TEXT}`, 'utf16le')],
    ['as UTF-16, big end first', Buffer.from(`\uFEFF${TEXT}`, 'utf16le').swap16()],
    ['as text behind a guard', `)]}',\n${TEXT}`],
    ['as text behind a shorter guard', `)]}'\n${TEXT}`],
    ['as text directly behind a guard', `)]}'${TEXT}`],
    ['as bytes behind a guard', Buffer.concat([Buffer.from(")]}'\n"), BYTES])],
    ['with its code as text', { ...SAMPLE, error: { ...SAMPLE.error, code: '1001' } }],
    ['with its code in spaces', { ...SAMPLE, error: { ...SAMPLE.error, code: ' 1001\n' } }],
    ['without a prototype', Object.assign(Object.create(null), SAMPLE)],
  ])('%s', (_form, body) => {
    expect(normalize(LINQ, { status: 400, body })).toStrictEqual(MEANING);
  });
});

describe('reads a body in another charset', () => {
  const UTF_16 = Buffer.from(TEXT, 'utf16le');
  it.each<[string, Buffer]>([
    ['application/json; charset=utf-16le', UTF_16],
    ['application/json; charset=utf-16', UTF_16],
    ['application/json; charset="UTF-16BE"', Buffer.from(TEXT, 'utf16le').swap16()],
    ['application/json; charset=utf-16', Buffer.from(`\uFEFF${TEXT}`, 'utf16le').swap16()],
    ['application/json;charset=latin1', Buffer.from(TEXT, 'latin1')],
    ['application/json; charset=iso-8859-1', Buffer.from(TEXT, 'latin1')],
    ['application/json; charset=windows-1252; v=1', Buffer.from(TEXT, 'latin1')],
    // The value of the header may be wrong or meaningless.
    ['application/json; charset=utf-16le', BYTES],
    ['application/json; charset=utf8', BYTES],
    ['application/json; charset=klingon', BYTES],
    ['application/json; charset=', BYTES],
    ['charset', BYTES],
  ])('%s', (contentType, body) => {
    const headers = { 'Content-Type': contentType };
    expect(normalize(LINQ, { status: 400, headers, body })).toStrictEqual(MEANING);
  });

  it('also if its end is missing', () => {
    const headers = { 'content-type': 'application/json; charset=utf-16le' };
    for (const end of [-1, -2, -3, -40])
      expect(normalize(LINQ, { status: 400, headers, body: UTF_16.subarray(0, end) })).toMatchObject({
        nativeCode: '1001',
      });
  });
});

describe('only the HTTP status applies', () => {
  it.each<[string, unknown]>([
    ['no body', undefined],
    ['null', null],
    ['an empty text', ''],
    ['white space', ' \r\n\t'],
    ['no bytes', Buffer.alloc(0)],
    ['a byte order mark alone', '\uFEFF'],
    ['an HTML page', '<html><head><title>502 Bad Gateway</title></head><body>1007</body></html>'],
    ['an XML document', '<?xml version="1.0"?><error><code>1007</code></error>'],
    ['a sentence', 'upstream connect error or disconnect/reset before headers'],
    ['a form', 'error[code]=1007'],
    ['a guard alone', ")]}'"],
    ['half a guard', ')]{"error":{"code":1007}}'],
    ['broken JSON', '{"error"; {"code": 1007}}'],
    ['JSON in single quotes', "{'error': {'code': 1007}}"],
    ['a JSON text', '"1007"'],
    ['a JSON number', '1007'],
    ['a JSON boolean', 'true'],
    ['a JSON null', 'null'],
    ['an empty list', '[]'],
    ['a list of numbers', '[1007, {"error":{"code":1007}}]'],
    ['an empty object', '{}'],
    ['a parsed number', 1007],
    ['a parsed boolean', false],
    ['a parsed list', [{ error: { code: 1007 } }]],
    ['an error that is null', { error: null }],
    ['an error that is a list', { error: [{ code: 1007 }] }],
    ['a code that is null', { error: { code: null } }],
    ['a code that is a boolean', { error: { code: true } }],
    ['a code that is an object', { error: { code: { code: 1007 } } }],
    ['a code that is empty', { error: { code: '', message: '  ' } }],
    ['a code that is not finite', { error: { code: Number.POSITIVE_INFINITY } }],
    ['a key __proto__', '{"__proto__":{"error":{"code":1007}}}'],
    ['a key __proto__ in the error', '{"error":{"__proto__":{"code":1007}}}'],
    ['an inherited error', Object.create({ error: { code: 1007 } })],
    ['UTF-16 that nothing announces', Buffer.from('{"error":{"code":1007}}', 'utf16le')],
    ['compressed bytes', Buffer.from('1f8b0800000000000003ab56', 'hex')],
    ['100,000 lists in lists', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['100,000 lists that never end', '['.repeat(100_000)],
    ['100,000 objects that never end', '{"error":'.repeat(100_000)],
  ])('for %s', (_form, body) => {
    expect(normalize(LINQ, { status: 500, body })).toStrictEqual(BY_STATUS_ALONE);
  });

  it.each<[string, unknown]>([
    ['as the error', { error: 'Bad Gateway' }],
    ['beside no error', { message: 'Bad Gateway' }],
  ])('with a text %s as the message', (_where, body) => {
    expect(normalize(LINQ, { status: 500, body })).toStrictEqual({ ...BY_STATUS_ALONE, message: 'Bad Gateway' });
  });

  it('and a key __proto__ changes no prototype', () => {
    normalize(LINQ, { status: 500, body: '{"__proto__":{"polluted":1},"error":{"__proto__":{"polluted":1}}}' });
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});

describe('a partial body applies as far as it arrived', () => {
  it.each<[string, unknown, object]>([
    ['a message that is cut', '{"error":{"code":1007,"message":"Rate lim', { nativeCode: '1007' }],
    ['a list that is cut', '{"error":{"code":1007},"meta":[1,{"a":', { nativeCode: '1007' }],
    [
      'a character that is cut',
      Buffer.from('{"error":{"code":1007,"message":"é').subarray(0, -1),
      { nativeCode: '1007' },
    ],
    ['nesting without end', `{"error":{"code":1007},"deep":${'['.repeat(100_000)}`, { nativeCode: '1007' }],
    ['the later of two equal keys', '{"error":{"code":1001,"code":1007}}', { nativeCode: '1007' }],
    ['the later of two equal errors', '{"error":{"code":1001},"error":{"code":1007}}', { nativeCode: '1007' }],
    [
      'bytes that are not UTF-8',
      Buffer.from('{"error":{"code":1007,"message":"\xff!"}}', 'latin1'),
      { message: '\uFFFD!' },
    ],
    ['a fraction', '{"error":{"code":1007.5}}', { nativeCode: '1007.5', code: 'internal_error' }],
    ['a negative number', '{"error":{"code":-1007}}', { nativeCode: '-1007', code: 'internal_error' }],
    ['a large number', '{"error":{"code":1e21}}', { nativeCode: '1e+21', code: 'internal_error' }],
    ['a code nobody knows', '{"error":{"code":"constructor"}}', { nativeCode: 'constructor', code: 'internal_error' }],
    ['a phone number as the code', '{"error":{"code":"+14155551234"}}', { nativeCode: '[phone]' }],
  ])('%s', (_form, body, expected) => {
    expect(normalize(LINQ, { status: 500, body })).toMatchObject(expected);
  });

  it.each([
    [
      { type: 'a@b.example', param: 'to:+14155551234' },
      { nativeClass: '[email]', param: 'to:[phone]' },
    ],
    [{ type: ' ', param: 'to' }, { param: 'to' }],
    [{ type: 5, param: ['to'] }, {}],
  ])('a class and a parameter: %j', (error, expected) => {
    const { nativeClass, param } = normalize(messagesDev(), { status: 400, body: { error } }) ?? {};
    expect({ ...(nativeClass && { nativeClass }), ...(param && { param }) }).toEqual(expected);
  });
});

describe('reads headers', () => {
  const ENTRIES: [string, string][] = [
    ['X-TRACE-id', 'trace-1'],
    ['retry-AFTER', '7'],
    ['content-type', 'text/html'],
  ];

  it.each<[string, HeadersInput]>([
    ['a Headers', new Headers(ENTRIES)],
    ['a plain object', Object.fromEntries(ENTRIES)],
    ['a plain object in lower case', { 'x-trace-id': 'trace-1', 'retry-after': '7' }],
    ['a plain object in upper case', { 'X-TRACE-ID': 'trace-1', 'RETRY-AFTER': '7' }],
    ['a plain object with lists', { 'X-Trace-Id': ['trace-1', 'trace-2'], 'Retry-After': ['7', '9'] }],
    ['a plain object with numbers', { 'X-Trace-Id': 'trace-1', 'Retry-After': 7 }],
    ['a plain object with gaps', { 'x-other': undefined, 'X-Trace-Id': 'trace-1', 'Retry-After': '7' }],
    ['an object without a prototype', Object.assign(Object.create(null), Object.fromEntries(ENTRIES))],
    ['pairs', ENTRIES],
    ['an iterator of pairs', ENTRIES.values()],
    ['a Map', new Map(ENTRIES)],
    ['a Map in lower case', new Map(new Headers(ENTRIES))],
    ['anything with a get', { get: (name: string) => new Headers(ENTRIES).get(name) }],
  ])('%s', (_form, headers) => {
    expect(normalize(LINQ, { status: 429, headers })).toMatchObject({ traceId: 'trace-1', retryAfter: 7 });
  });

  it.each([undefined, {}, [], new Headers(), new Map()])('none: %o', (headers) => {
    const error = normalize(chert(), { status: 500, ...(headers && { headers }) });
    expect(error).toMatchObject({ code: 'internal_error' });
    expect(error).not.toHaveProperty('traceId');
  });
});
