import { describe, expect, it } from 'vitest';
import { chert, defineVendor, normalize, type ResponseInput } from '../../src/index.js';

const CHERT = chert();
const FIELDS = { code: 4001, message: 'Carrier said no', retryable: true, trace_id: '9f8e7d6c' };
const MEANING = {
  vendor: 'chert',
  code: 'delivery_failed',
  category: 'delivery',
  retryable: true,
  retryBasis: 'vendor',
  effect: 'none',
  nativeCode: '4001',
  nativeClass: '4xxx',
  message: 'Carrier said no',
  traceId: '9f8e7d6c',
  remedy: expect.any(String),
  origin: 'response',
};

describe('Chert’s failures with HTTP 2xx', () => {
  it.each<[string, ResponseInput]>([
    ['send', { status: 200, method: 'POST', path: '/api/v1/send', body: { status: 'failed', ...FIELDS } }],
    ['send, with a 502', { status: 502, method: 'POST', path: '/api/v1/send', body: { status: 'failed', ...FIELDS } }],
    ['send, flat without status', { status: 502, method: 'POST', path: '/api/v1/send', body: FIELDS }],
    [
      'send, method in lower case',
      { status: 200, method: 'post', path: '/api/v1/send', body: { ok: false, ...FIELDS } },
    ],
    ['send, method unknown', { status: 200, path: '/api/v1/send', body: { status: 'failed', ...FIELDS } }],
    ['Salesforce', { status: 200, method: 'POST', path: '/api/salesforce/send', body: { ok: false, ...FIELDS } }],
    ['Salesforce, with a 502', { status: 502, path: '/api/salesforce/leads', body: { ok: false, ...FIELDS } }],
    ['HubSpot', { status: 200, method: 'POST', path: '/api/hubspot/webhook', body: { ok: false, ...FIELDS } }],
    ['HubSpot, deeper', { status: 200, method: 'GET', path: '/api/hubspot/a/b/c', body: { ok: false, ...FIELDS } }],
    [
      'HubSpot workflow',
      { status: 200, path: '/api/hubspot/workflow', body: { outputFields: { ok: false, ...FIELDS } } },
    ],
    [
      'HubSpot, in the envelope',
      { status: 200, path: '/api/hubspot/x', body: { success: false, error: FIELDS, trace_id: '9f8e7d6c' } },
    ],
    ['no path known', { status: 200, body: { ok: false, ...FIELDS } }],
    ['no path known, as text', { status: 201, body: JSON.stringify({ status: 'failed', ...FIELDS }) }],
  ])('%s: a failure', (_route, response) => {
    expect(normalize(CHERT, response)).toStrictEqual(MEANING);
  });

  it.each<[string, ResponseInput]>([
    ['another path', { status: 200, method: 'POST', path: '/api/v1/chats', body: { ok: false, ...FIELDS } }],
    ['another method', { status: 200, method: 'GET', path: '/api/v1/send', body: { status: 'failed', ...FIELDS } }],
    ['a longer path', { status: 200, method: 'POST', path: '/api/v1/sender', body: { ok: false, ...FIELDS } }],
    ['a path below', { status: 200, method: 'POST', path: '/api/v1/send/x', body: { ok: false, ...FIELDS } }],
    ['a path that begins alike', { status: 200, path: '/api/hubspots/x', body: { ok: false, ...FIELDS } }],
    ['a path that ends alike', { status: 200, path: '/x/api/hubspot/x', body: { ok: false, ...FIELDS } }],
    ['a success', { status: 200, path: '/api/v1/send', body: { status: 'sent', message_id: 'x' } }],
    ['a key called error', { status: 200, path: '/api/v1/send', body: { status: 'sent', error: FIELDS } }],
    ['a key called code', { status: 200, path: '/api/hubspot/x', body: { ok: true, ...FIELDS } }],
    ['false as a text', { status: 200, path: '/api/hubspot/x', body: { ok: 'false', ...FIELDS } }],
    ['an empty body', { status: 204, path: '/api/hubspot/x', body: '' }],
    ['a page', { status: 200, path: '/api/hubspot/x', body: '<html>ok: false</html>' }],
    ['a redirect', { status: 302, path: '/api/hubspot/x', body: { ok: false, ...FIELDS } }],
  ])('%s: no failure', (_route, response) => {
    expect(normalize(CHERT, response)).toBeUndefined();
  });

  it.each([
    [503, true, true],
    [503, false, false],
    [500, true, true],
    [500, false, false],
    [200, true, true],
  ])('3003 at HTTP %d with retryable %s: the response applies', (status, said, retryable) => {
    const body = { success: false, error: { status, code: 3003, message: 'x', retryable: said } };
    expect(normalize(CHERT, { status, body })).toMatchObject({
      code: 'vendor_misconfigured',
      retryable,
      retryBasis: 'vendor',
      effect: 'none',
    });
  });

  it.each([
    [{ ok: false, code: 9001, status: 429 }, 'rate_limited', true],
    [{ ok: false, code: 9001, status: '404' }, 'resource_not_found', false],
    [{ success: false, error: { code: 9001, status: 503 } }, 'service_unavailable', true],
    [{ outputFields: { ok: false, code: 9001, status: 402 } }, 'quota_exceeded', false],
    [{ ok: false, code: 9001 }, 'unknown', false],
    [{ ok: false, code: 9001, status: 200 }, 'unknown', false],
    [{ ok: false, code: 9001, status: 99_999 }, 'unknown', false],
    [{ status: 'failed', code: 9001 }, 'unknown', false],
  ])('a code without a row in %j is classified by its status', (body, code, retryable) => {
    expect(normalize(CHERT, { status: 200, body })).toMatchObject({ code, retryable, retryBasis: 'http_status' });
  });

  it('the HTTP status has priority over a status in the body', () => {
    expect(normalize(CHERT, { status: 404, body: { error: { status: 503 } } })?.code).toBe('resource_not_found');
  });

  it.each([
    [{ status: 'failed', code: 4001, reason: 'Downstream' }, 'Downstream'],
    [{ status: 'failed', code: 4001, reason: 'Downstream', message: 'Failed' }, 'Failed'],
    [{ ok: false, code: 4001, error: 'Failed' }, 'Failed'],
    [{ outputFields: { ok: false, code: 4001, error: 'Failed' } }, 'Failed'],
  ])('the text of %j', (body, message) => {
    expect(normalize(CHERT, { status: 200, body })?.message).toBe(message);
  });
});

it.each<[string, string | undefined, string | undefined, boolean]>([
  ['POST /messages/{id}', 'POST', '/messages/77', true],
  ['POST /messages/{id}', 'post', '/messages/77', true],
  ['POST /messages/{id}', 'POST', '/messages/77?dry_run=1', true],
  ['POST /messages/{id}', 'GET', '/messages/77', false],
  ['POST /messages/{id}', 'GET', undefined, false],
  ['POST /messages/{id}', undefined, undefined, true],
  ['POST /messages/{id}', 'POST', '/messages/77/parts', false],
  ['POST /messages/{id}', 'POST', '/base/messages/77', false],
  ['POST /messages/*', 'POST', '/messages/77/parts', true],
  ['/messages/{id}/send', 'PUT', '/messages/77/send', true],
])('the success route %s: %s %s is read: %s', (route, method, path, isRead) => {
  const acme = defineVendor({
    name: 'acme',
    hosts: ['api.acme.example'],
    readError: () => ({ code: 'x' }),
    successRoutes: [route],
    codes: {},
  });
  const request = { ...(method !== undefined && { method }), ...(path !== undefined && { path }) };
  expect(normalize(acme, { status: 200, body: { ok: false }, ...request }) !== undefined).toBe(isRead);
});
