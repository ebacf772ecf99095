import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { normalize } from '../../src/index.js';
import { builtIn } from '../support/built-in.js';
import { startServer, type TestServer } from '../support/server.js';
import { clients, settled } from './clients.js';
import { exportedOf } from './exported.js';

/** What vendors' texts quote of a request: what is planted, and what of it must be nowhere. */
const SECRETS: readonly (readonly [what: string, planted: string, secret: string])[] = [
  ['a phone number', '+14155557391', '5557391'],
  ['a phone number in groups', '(415) 555-7392', '555-7392'],
  ['a phone number in a URL', 'to=%2B14155557393', '5557393'],
  ['an e-mail address', 'jane.roe@mail.example.com', 'jane'],
  ['an e-mail address in a URL', 'to=jane.roe%40mail.example.com', 'jane'],
  ['an API key', 'trk_kqvwzjxyabcd', 'kqvwzj'],
  ['a live key', 'sk_live_kqvwzjxyabce', 'kqvwzj'],
  ['a signing secret', 'whsec_kqvwzjxyabcf', 'kqvwzj'],
  ['a bearer token', 'Authorization: Bearer kqvwzj.xyabcg', 'kqvwzj'],
  ['basic credentials', 'Basic a3F2d3pqOnBhc3M=', 'a3F2d3pq'],
  ['a key by its name', 'api_key=kqvwzjxyabch', 'kqvwzj'],
  ['a password', '"password":"kqvwzjxyabci"', 'kqvwzj'],
  ['a key in hexadecimal', 'b5c1f0e2d3a4958677869504a3b2c1d0', '7786'],
  ['a token of three parts', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI3NzM0NTY3In0.c2lnbmF0dXJlIG9mIGEgdG9rZW4', 'eyJ'],
];

let server: TestServer;
let body = '';

beforeAll(async () => {
  server = await startServer((_request, response) => {
    response.writeHead(400, { 'content-type': 'application/json' }).end(body);
  });
});

afterAll(() => server.close());

describe.each(builtIn)('$name: in the fields whose texts are exported', ({ make, examples, documented }) => {
  it.each(SECRETS)('%s is redacted', async (_what, planted, secret) => {
    const text = `Cannot use ${planted} here`;
    body = JSON.stringify(examples.errorWith(text));
    const exported = await exportedOf({ vendors: [make({ hosts: [server.host] })] }, async () => {
      for (const { call } of clients) await call(server.url + documented.path, { body: '{}' });
      await settled();
    });
    expect(exported.placesOf(secret)).toEqual([]);
    expect(exported.placesOf('Cannot use')).toEqual(
      expect.arrayContaining([
        'span attribute vendor_api.error.message',
        'span attribute vendor_api.error.native_code',
        'log attribute vendor_api.error.message',
        // The status is the vendor's code.
        'span status',
      ]),
    );
    expect(exported.placesOf('Cannot use').filter((place) => place.startsWith('metric'))).toEqual([]);
    expect(JSON.stringify(normalize(make(), { status: 400, body }))).not.toContain(secret);
  });
});
