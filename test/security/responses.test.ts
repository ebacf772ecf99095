import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chert, linq, messagesDev, trackly, type VendorErrorsConfig } from '../../src/index.js';
import { startServer, type TestServer } from '../support/server.js';
import { Canaries } from './canaries.js';
import { clients, settled } from './clients.js';
import { exportedOf } from './exported.js';

const MESSAGE = 'ordinarytext';
const linqBody = { success: false, error: { status: 409, code: 2009, message: MESSAGE }, trace_id: 'trace-1' };
const chertBody = { code: 4001, message: MESSAGE, retryable: true, trace_id: 'trace-1' };
const item = { code: 'not_sendable', error: MESSAGE };

/** An answer of a vendor, with nothing in it but what is read. */
interface Case {
  readonly make: typeof linq;
  readonly what: string;
  readonly status: number;
  readonly path: string;
  readonly body: object;
}

const CASES: readonly Case[] = [
  { make: linq, what: 'error', status: 409, path: '/api/partner/v3/chats', body: linqBody },
  {
    make: linq,
    what: 'legacy error',
    status: 409,
    path: '/api/partner/v2/chats',
    body: { errors: [{ status: 409, code: '2009', detail: MESSAGE }] },
  },
  { make: linq, what: 'success', status: 200, path: '/api/partner/v3/chats', body: { trace_id: 'trace-1', chat: {} } },
  {
    make: messagesDev,
    what: 'error',
    status: 400,
    path: '/v1/messages',
    body: { error: { type: 'invalid_request_error', code: 'invalid_json', message: MESSAGE }, request_id: 'trace-1' },
  },
  {
    make: messagesDev,
    what: 'success',
    status: 200,
    path: '/v1/messages',
    body: { request_id: 'trace-1', data: [{}] },
  },
  { make: trackly, what: 'error', status: 400, path: '/api/v2/send', body: item },
  {
    make: trackly,
    what: 'bulk answer',
    status: 200,
    path: '/api/v2/send/bulk',
    body: { queued_count: 0, error_count: 2, errors: [item, item] },
  },
  {
    make: chert,
    what: 'error',
    status: 502,
    path: '/api/v1/chats',
    body: { success: false, error: chertBody, trace_id: 'trace-1' },
  },
  { make: chert, what: 'failure in 200', status: 200, path: '/api/v1/send', body: { status: 'failed', ...chertBody } },
  {
    make: chert,
    what: 'workflow action',
    status: 200,
    path: '/api/hubspot/x',
    body: { outputFields: { ok: false, ...chertBody } },
  },
];

let server: TestServer;
let answer: { readonly status: number; readonly headers: Record<string, string>; readonly body: string };

beforeAll(async () => {
  server = await startServer((_request, response) => {
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
});

afterAll(() => server.close());

function headersWith(canaries: Canaries): Record<string, string> {
  return {
    'content-type': `application/json; ${canaries.at('content-type')}=1`,
    'set-cookie': `session=${canaries.at('set-cookie')}`,
    location: `/${canaries.at('location')}`,
    'www-authenticate': `Bearer realm="${canaries.at('www-authenticate')}"`,
    'retry-after': canaries.at('retry-after'),
    'x-request-id': canaries.at('x-request-id'),
    [`x-${canaries.at('name of a header')}`]: canaries.at('header'),
  };
}

async function exportedWith(config: VendorErrorsConfig, { name, path }: { name: string; path: string }) {
  const client = clients.find((each) => each.name === name);
  return exportedOf(config, async () => {
    await client?.call(server.url + path, { body: '{}' });
    await settled();
  });
}

describe.each(clients)('of an answer to $name', ({ name }) => {
  it.each(CASES)(
    '$make.name: nothing of an $what is exported but what is documented',
    async ({ make, status, path, body }) => {
      const canaries = new Canaries();
      answer = { status, headers: headersWith(canaries), body: JSON.stringify(canaries.plantedIn(body, 'body')) };
      const exported = await exportedWith({ vendors: [make({ hosts: [server.host] })] }, { name, path });
      for (const [place, word] of canaries.all) expect([place, exported.placesOf(word)]).toEqual([place, []]);
      // What is read is found, so the others would be.
      if (JSON.stringify(body).includes('trace-1')) {
        expect(exported.placesOf('trace-1')).toContain('span attribute vendor_api.trace_id');
      }
      if (JSON.stringify(body).includes(MESSAGE)) {
        expect(exported.placesOf(MESSAGE)).toEqual([
          'log attribute vendor_api.error.message',
          'span attribute vendor_api.error.message',
        ]);
      }
    },
  );

  it('nothing of an answer of another host is exported, and nothing is written of it', async () => {
    const canaries = new Canaries();
    answer = {
      status: 409,
      headers: headersWith(canaries),
      body: JSON.stringify(canaries.plantedIn(linqBody, 'body')),
    };
    const exported = await exportedWith({ vendors: [linq({ hosts: ['other.test'] })] }, { name, path: '/v3/chats' });
    for (const [place, word] of canaries.all) expect([place, exported.placesOf(word)]).toEqual([place, []]);
    expect(exported.placesOf('trace-1')).toEqual([]);
    expect(exported.placesOf(MESSAGE)).toEqual([]);
    expect(exported.places.join()).not.toContain('vendor_api');
  });

  it('nothing of a page that is not JSON is exported', async () => {
    const canaries = new Canaries();
    const body = `<html><title>${canaries.at('title')}</title>{"error":{"code":"${canaries.at('code')}"}}</html>`;
    answer = { status: 502, headers: headersWith(canaries), body };
    const exported = await exportedWith({ vendors: [linq({ hosts: [server.host] })] }, { name, path: '/v3/chats' });
    for (const [place, word] of canaries.all) expect([place, exported.placesOf(word)]).toEqual([place, []]);
    expect(exported.placesOf('upstream_error')).toContain('span attribute vendor_api.error.code');
  });
});
