import { describe, expect, it } from 'vitest';
import { defineVendor, normalize, readProblemDetails } from '../../src/index.js';

const acme = defineVendor({
  name: 'acme',
  hosts: ['api.acme.example'],
  traceId: [{ body: ['instance'] }],
  readError: readProblemDetails,
  codes: {
    'https://acme.example/problems/too-fast': { code: 'rate_limited', retryable: true, remedy: 'Send fewer requests.' },
    no_credit: { code: 'quota_exceeded', retryable: false, remedy: 'Buy credit.' },
  },
});

describe('problem details (RFC 9457)', () => {
  it('are identified by their type', () => {
    const body = {
      type: 'https://acme.example/problems/too-fast',
      title: 'Too fast',
      status: 429,
      detail: 'At most 10 requests per second.',
      instance: '/calls/4711',
    };
    expect(normalize(acme, { status: 429, headers: { 'content-type': 'application/problem+json' }, body })).toEqual({
      vendor: 'acme',
      code: 'rate_limited',
      category: 'rate_limit',
      retryable: true,
      retryBasis: 'code',
      effect: 'none',
      remedy: expect.any(String),
      origin: 'response',
      nativeCode: 'https://acme.example/problems/too-fast',
      message: 'At most 10 requests per second.',
      traceId: '/calls/4711',
    });
  });

  it.each([
    ['without a type', {}],
    ['of the type about:blank', { type: 'about:blank' }],
  ])('%s are identified by an extension member code', (_, type) => {
    const body = { ...type, title: 'No credit', code: 'no_credit' };
    expect(normalize(acme, { status: 403, body })).toMatchObject({ code: 'quota_exceeded', message: 'No credit' });
  });

  it('with neither are classified by the HTTP status', () => {
    const error = normalize(acme, { status: 403, body: { type: 'about:blank', title: 'Forbidden' } });
    expect(error).toMatchObject({ code: 'permission_denied', retryBasis: 'http_status', message: 'Forbidden' });
    expect(error).not.toHaveProperty('nativeCode');
  });

  it('keep a type without a row', () => {
    const error = normalize(acme, { status: 400, body: { type: 'https://acme.example/problems/new' } });
    expect(error).toMatchObject({ code: 'invalid_request', nativeCode: 'https://acme.example/problems/new' });
  });
});
