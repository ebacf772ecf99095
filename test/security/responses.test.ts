import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linq, type VendorErrorsConfig } from '../../src/index.js';
import { MESSAGE, TRACE_ID } from '../../src/samples/examples.js';
import { builtIn } from '../support/built-in.js';
import { startServer, type TestServer } from '../support/server.js';
import { Canaries } from './canaries.js';
import { clients, settled } from './clients.js';
import { exportedOf } from './exported.js';

const CASES = builtIn.flatMap(({ name, make, examples, documented }) =>
  examples.answers.map((each) => ({ ...each, make, vendor: name, traceIdHeader: documented.traceIdHeader })),
);
const linqBody = { success: false, error: { status: 409, code: 2009, message: MESSAGE }, trace_id: TRACE_ID };

let server: TestServer;
let answer: { readonly status: number; readonly headers: Record<string, string>; readonly body: string };

beforeAll(async () => {
  server = await startServer((_request, response) => {
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
});

afterAll(() => server.close());

/** All but the header in which the vendor documents its trace id. */
function headersWith(canaries: Canaries, traceIdHeader?: string): Record<string, string> {
  return {
    'content-type': `application/json; ${canaries.at('content-type')}=1`,
    'set-cookie': `session=${canaries.at('set-cookie')}`,
    location: `/${canaries.at('location')}`,
    'www-authenticate': `Bearer realm="${canaries.at('www-authenticate')}"`,
    'retry-after': canaries.at('retry-after'),
    ...(traceIdHeader !== 'x-request-id' && { 'x-request-id': canaries.at('x-request-id') }),
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

describe.each(clients)('of a response to $name', ({ name }) => {
  it.each(CASES)(
    '$vendor: only the documented parts of an $what are exported',
    async ({ make, status, path, body, traceIdHeader }) => {
      const canaries = new Canaries();
      const headers = headersWith(canaries, traceIdHeader);
      answer = { status, headers, body: JSON.stringify(canaries.plantedIn(body, 'body')) };
      const exported = await exportedWith({ vendors: [make({ hosts: [server.host] })] }, { name, path });
      for (const [place, word] of canaries.all) expect([place, exported.placesOf(word)]).toEqual([place, []]);
      // What is read is found, so the others would be.
      if (JSON.stringify(body).includes(TRACE_ID)) {
        expect(exported.placesOf(TRACE_ID)).toContain('span attribute vendor_api.trace_id');
      }
      if (JSON.stringify(body).includes(MESSAGE)) {
        expect(exported.placesOf(MESSAGE)).toEqual([
          'log attribute vendor_api.error.message',
          'span attribute vendor_api.error.message',
        ]);
      }
    },
  );

  it('nothing of a response of another host is exported or recorded', async () => {
    const canaries = new Canaries();
    answer = {
      status: 409,
      headers: headersWith(canaries),
      body: JSON.stringify(canaries.plantedIn(linqBody, 'body')),
    };
    const exported = await exportedWith({ vendors: [linq({ hosts: ['other.test'] })] }, { name, path: '/v3/chats' });
    for (const [place, word] of canaries.all) expect([place, exported.placesOf(word)]).toEqual([place, []]);
    expect(exported.placesOf(TRACE_ID)).toEqual([]);
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
