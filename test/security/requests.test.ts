import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtIn } from '../support/built-in.js';
import { startServer, type TestServer } from '../support/server.js';
import { Canaries } from './canaries.js';
import { clients, settled } from './clients.js';
import { type Exported, exportedOf } from './exported.js';

let server: TestServer;

beforeAll(async () => {
  server = await startServer((_request, response) => {
    response.writeHead(429, { 'content-type': 'application/json', 'retry-after': '7' });
    response.end(JSON.stringify({ success: false, error: { code: 1007, message: 'Slow down' }, code: 'not_found' }));
  });
});

afterAll(() => server.close());

describe.each(clients)('of a request by $name', ({ call, takesUser }) => {
  it.each(builtIn)('the plugin exports nothing in addition ($name)', async ({ make, vendor, documented }) => {
    const canaries = new Canaries();
    const user = takesUser ? `${canaries.at('user')}:${canaries.at('password')}@` : '';
    // If a host also serves other APIs, only whole paths of the vendor are watched.
    const segments = vendor.onlyRoutes
      ? documented.path.replace(/\/\d+\//, `/${canaries.at('path')}/`)
      : `${documented.path}/${canaries.at('path')}/messages`;
    const url = `http://${user}${server.host}${segments}?${canaries.at('key')}=${canaries.at('query')}#${canaries.at('hash')}`;
    const sent = {
      headers: {
        authorization: `Bearer ${canaries.at('authorization')}`,
        'x-api-key': canaries.at('x-api-key'),
        cookie: `session=${canaries.at('cookie')}`,
        'idempotency-key': canaries.at('idempotency-key'),
        'x-stainless-retry-count': '1',
        'x-stainless-arch': canaries.at('x-stainless-arch'),
        [`x-${canaries.at('name of a header')}`]: canaries.at('header'),
        'content-type': 'application/json',
      },
      body: JSON.stringify(canaries.plantedIn({ to: [canaries.at('to')], text: canaries.at('text') }, 'body')),
    };
    const calls = async () => {
      await call(url, sent);
      await settled();
    };
    const without = await exportedOf(undefined, calls);
    const exported = await exportedOf({ vendors: [make({ hosts: [server.host] })] }, calls);
    expect(exported.places).toContain('span attribute vendor_api.error.code');
    expect(exported.places).toContain('log attribute vendor_api.error.code');
    // The instrumentation whose spans the plugin enriches writes the URL, so canaries can be found.
    expect(without.placesOf(canaries.at('path'))).not.toEqual([]);
    for (const [place, word] of canaries.all) {
      expect([place, addedTo(without, exported, word)]).toEqual([place, []]);
    }
  });
});

function addedTo(without: Exported, exported: Exported, word: string): string[] {
  const before = without.placesOf(word);
  return exported.placesOf(word).filter((place) => !before.includes(place));
}
