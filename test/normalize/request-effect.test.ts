import { describe, expect, it } from 'vitest';
import {
  chert,
  defineVendor,
  linq,
  messagesDev,
  normalize,
  normalizeFailure,
  normalizeItems,
  photon,
  type RequestEffect,
  type ResponseInput,
  resend,
  trackly,
  type Vendor,
  whatsapp,
} from '../../src/index.js';

const LINQ = linq();
const error = (code: unknown) => ({ success: false, error: { code, message: 'x' } });

describe('the effect of an answered request', () => {
  it.each<[RequestEffect, string, Vendor, ResponseInput]>([
    ['none', 'HTTP 400', LINQ, { status: 400 }],
    ['none', 'HTTP 429', LINQ, { status: 429 }],
    ['none', 'HTTP 425', LINQ, { status: 425 }],
    ['possible', 'HTTP 408', LINQ, { status: 408 }],
    ['possible', 'HTTP 500', LINQ, { status: 500 }],
    ['none', 'HTTP 501', LINQ, { status: 501 }],
    ['possible', 'HTTP 502', LINQ, { status: 502 }],
    ['possible', 'HTTP 503', LINQ, { status: 503 }],
    ['possible', 'HTTP 504', LINQ, { status: 504 }],
    ['none', 'HTTP 505', LINQ, { status: 505 }],
    ['none', 'HTTP 511', LINQ, { status: 511 }],
    ['possible', 'a timeout behind the vendor', LINQ, { status: 504, body: error(3005) }],
    ['none', 'a refusal with HTTP 500', LINQ, { status: 500, body: error(2008) }],
    ['none', 'a rate limit with HTTP 503', chert(), { status: 503, body: error(4002) }],
    ['none', 'a sending phone that is offline', LINQ, { status: 500, body: error(4002) }],
    ['none', 'a rejection downstream', chert(), { status: 502, body: error(4001) }],
    ['none', 'a vendor without its service', chert(), { status: 503, body: error(3003) }],
    ['possible', 'a service out of reach', chert(), { status: 503, body: error(3002) }],
    ['none', 'an attachment of which the upload failed', LINQ, { status: 500, body: error(5001) }],
    ['possible', 'a failure inside HTTP 200', chert(), { status: 200, body: { ok: false, code: 3001 } }],
    ['none', 'a refusal inside HTTP 200', chert(), { status: 200, body: { ok: false, code: 1003 } }],
    ['none', 'HTTP 500 for a GET', LINQ, { status: 500, method: 'get' }],
    ['none', 'HTTP 503 for a HEAD', LINQ, { status: 503, method: 'HEAD' }],
    ['possible', 'HTTP 500 for a POST', LINQ, { status: 500, method: 'POST' }],
    ['possible', 'HTTP 500 for a DELETE', LINQ, { status: 500, method: 'DELETE' }],
    ['none', 'a suspended account without a code', trackly(), { status: 403, body: { error: 'Account is suspended' } }],
    ['none', 'an allowance that is used up', messagesDev(), { status: 429, body: error('sandbox_quota_exceeded') }],
    ['done', 'a message that was sent before', photon(), { status: 409, body: { errorCode: 'duplicateMessage' } }],
    [
      'possible',
      'a request whose first attempt is in progress',
      resend(),
      { status: 409, body: { name: 'concurrent_idempotent_requests' } },
    ],
    [
      'none',
      'a key that belongs to another payload',
      resend(),
      { status: 409, body: { name: 'invalid_idempotent_request' } },
    ],
    [
      'possible',
      'a duplicate without a documented effect',
      whatsapp(),
      { status: 400, body: { error: { code: 506 } } },
    ],
    ['none', 'a duplicate of a GET', whatsapp(), { status: 400, method: 'GET', body: { error: { code: 506 } } }],
  ])('%s: %s', (effect, _what, vendor, response) => {
    expect(normalize(vendor, response)?.effect).toBe(effect);
  });

  it('is none for a failed item with any code but a duplicate', () => {
    const errors = ['invalid_phone', 'internal_error', 'provider_error', 'no such code', undefined].map((code) => ({
      code,
    }));
    const body = { queued_count: 0, error_count: 5, errors };
    const response = { status: 200, method: 'POST', path: '/api/v2/send/bulk', body };
    expect(normalizeItems(trackly(), response).map(({ effect }) => effect)).toEqual(Array(5).fill('none'));
    expect(normalize(trackly(), response)?.effect).toBe('none');
  });

  it('is the documented effect of the code', () => {
    const row = { code: 'internal_error', retryable: false, remedy: 'Look it up.' } as const;
    const acme = defineVendor({
      name: 'acme',
      hosts: ['acme.test'],
      codes: {
        never: { ...row, effect: 'none' },
        sent: { ...row, code: 'already_exists', effect: 'done' },
        perhaps: row,
        twice: { ...row, code: 'duplicate_request' },
      },
      successRoutes: ['/*'],
      readError: ({ body }) => body as { code: string },
      readBulk: ({ body }) => (Array.isArray(body) ? { accepted: 1, failed: 1, errors: body } : undefined),
    });
    const effectOf = (code: string, status: number) => normalize(acme, { status, body: { code } })?.effect;
    expect([effectOf('never', 500), effectOf('sent', 409), effectOf('perhaps', 500)]).toEqual([
      'none',
      'done',
      'possible',
    ]);
    const items = [{ code: 'sent' }, { code: 'twice' }, { code: 'perhaps' }];
    const effects = normalizeItems(acme, { status: 200, body: items }).map(({ effect }) => effect);
    expect(effects).toEqual(['done', 'possible', 'none']);
  });
});

describe('the effect of an unanswered request', () => {
  const failed = (code: string, more: object = {}) => Object.assign(new Error(`x ${code}`), { code }, more);

  it.each<[RequestEffect, string, unknown, object?]>([
    ['none', 'no address', failed('ENOTFOUND', { syscall: 'getaddrinfo' })],
    ['none', 'a refused connection', failed('ECONNREFUSED', { syscall: 'connect' })],
    ['none', 'a connect that timed out', failed('ETIMEDOUT', { syscall: 'connect' })],
    ['none', 'a connect timeout of undici', failed('UND_ERR_CONNECT_TIMEOUT')],
    ['none', 'a connect timeout of got', failed('ETIMEDOUT', { name: 'TimeoutError', event: 'connect' })],
    ['none', 'a TLS timeout of got', failed('ETIMEDOUT', { name: 'TimeoutError', event: 'secureConnect' })],
    ['possible', 'a response timeout of got', failed('ETIMEDOUT', { name: 'TimeoutError', event: 'response' })],
    ['none', 'an expired certificate', failed('CERT_HAS_EXPIRED')],
    ['none', 'a TLS error while writing', failed('EPROTO', { syscall: 'write' })],
    ['possible', 'TLS that broke later', failed('ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC')],
    ['none', 'an unreachable host', failed('EHOSTUNREACH', { syscall: 'connect' })],
    ['possible', 'a host that became unreachable', failed('EHOSTUNREACH', { syscall: 'read' })],
    ['possible', 'a network that went down', failed('ENETDOWN', { syscall: 'write' })],
    ['possible', 'a reset', failed('ECONNRESET', { syscall: 'read' })],
    ['possible', 'a broken pipe', failed('EPIPE', { syscall: 'write' })],
    ['possible', 'a socket that was closed', failed('UND_ERR_SOCKET')],
    ['possible', 'headers that did not come', failed('UND_ERR_HEADERS_TIMEOUT')],
    ['possible', 'a timeout of axios', failed('ECONNABORTED')],
    ['possible', 'a timeout of the whole call', new DOMException('x', 'TimeoutError')],
    [
      'none',
      'a stream that HTTP/2 refused',
      new Error('x', {
        cause: failed('ERR_HTTP2_STREAM_ERROR', { message: 'Stream closed with error code NGHTTP2_REFUSED_STREAM' }),
      }),
    ],
    ['possible', 'a stream that HTTP/2 reset', failed('ERR_HTTP2_STREAM_ERROR')],
    ['none', 'a reset of a GET', failed('ECONNRESET'), { method: 'GET' }],
    ['possible', 'a reset of a PUT', failed('ECONNRESET'), { method: 'PUT' }],
    ['done', 'a reset after HTTP 202', failed('ECONNRESET'), { method: 'POST', status: 202 }],
    ['none', 'a reset after HTTP 200 for a GET', failed('ECONNRESET'), { method: 'GET', status: 200 }],
    ['possible', 'a reset after HTTP 303', failed('ECONNRESET'), { status: 303 }],
  ])('%s: %s', (effect, _what, thrown, request) => {
    expect(normalizeFailure(LINQ, thrown, request)?.effect).toBe(effect);
  });
});
