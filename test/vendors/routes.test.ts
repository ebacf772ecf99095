import { describe, expect, it } from 'vitest';
import { parseRoute } from '../../src/definition/route.js';
import { RouteTable } from '../../src/definition/routes.js';
import { builtInVendors, linq, twilio } from '../../src/index.js';

const CHAT = '550e8400-e29b-41d4-a716-446655440000';

const known: readonly (readonly [path: string, template: string | undefined])[] = [
  ['/v3/chats', '/v3/chats'],
  ['/v3/chats/', '/v3/chats'],
  [`/v3/chats/${CHAT}`, '/v3/chats/{chatId}'],
  [`/api/partner/v3/chats/${CHAT}/messages`, '/v3/chats/{chatId}/messages'],
  [`/a/proxy/api/partner/v3/chats/${CHAT}/location/request`, '/v3/chats/{chatId}/location/request'],
  [`/v3/v3/chats/${CHAT}`, '/v3/chats/{chatId}'],
  [`/v3/messages/${encodeURIComponent('a/b')}`, '/v3/messages/{messageId}'],
  ['/v2/chats/12345/chat_messages', '/v2/chats/{chatId}/chat_messages'],
  ['/api/partner/v2/chats/find', '/v2/chats/find'],
  ['/v3', undefined],
  ['/', undefined],
  ['', undefined],
  ['/V3/chats', undefined],
  ['/v3/chats/x/unheard-of', undefined],
  ['/v3/chats//messages', undefined],
  [`/v3/chats/${CHAT}/messages/more`, undefined],
  [`${'/v3'.repeat(30)}/chats`, undefined],
];

describe('the routes of Linq', () => {
  const routes = new RouteTable(linq().routes);

  it.each(known)('%s is %s', (path, template) => {
    expect(routes.find(path)).toBe(template);
  });
});

it('literal segments have priority over parameters, and the search backtracks', () => {
  const routes = new RouteTable(['/v1/chats/{chatId}', '/v1/chats/search', '/v1/chats/search/now', '/v1/{kind}/x/y']);
  expect(routes.find('/v1/chats/search')).toBe('/v1/chats/search');
  expect(routes.find('/v1/chats/find')).toBe('/v1/chats/{chatId}');
  expect(routes.find('/v1/chats/x/y')).toBe('/v1/{kind}/x/y');
});

describe('the routes of Twilio', () => {
  const routes = new RouteTable(twilio().routes);
  const account = '/2010-04-01/Accounts/AC0123';

  it.each([
    [`${account}.json`, '/2010-04-01/Accounts/{accountSid}'],
    ...['Local', 'Mobile', 'TollFree'].map((type) => [
      `${account}/IncomingPhoneNumbers/${type}.json`,
      `/2010-04-01/Accounts/{accountSid}/IncomingPhoneNumbers/${type}.json`,
    ]),
    [
      `${account}/IncomingPhoneNumbers/PN0123.json`,
      '/2010-04-01/Accounts/{accountSid}/IncomingPhoneNumbers/{phoneNumberSid}',
    ],
    ['/v1/Services/PreregisteredUsa2p', '/v1/Services/PreregisteredUsa2p'],
    ['/v1/Services/MG0123', '/v1/Services/{serviceSid}'],
    ['/v1/a2p/BrandRegistrations', '/v1/a2p/BrandRegistrations'],
    ['/v1/a2p/BrandRegistrations/BN0123', '/v1/a2p/BrandRegistrations/{brandSid}'],
  ])('%s is %s', (path = '', template) => {
    expect(routes.find(path)).toBe(template);
  });
});

describe('one syntax for routes and success routes', () => {
  const table = new RouteTable([
    'POST /messages/{id}',
    'GET /messages/search',
    '/messages/search',
    '/files/*',
    '/files/{id}/*',
    'PUT /files/new',
    'DELETE /messages/*',
  ]);

  it.each([
    ['POST', '/messages/77', '/messages/{id}'],
    ['post', '/messages/77', '/messages/{id}'],
    ['GET', '/messages/77', undefined],
    [undefined, '/messages/77', '/messages/{id}'],
    ['GET', '/messages/search', '/messages/search'],
    ['DELETE', '/messages/77/parts/1', '/messages/*'],
    ['DELETE', '/messages/77', '/messages/*'],
    ['POST', '/messages/77/parts/1', undefined],
    ['GET', '/files', undefined],
    ['GET', '/files/', '/files/*'],
    ['GET', '/files/a', '/files/*'],
    ['GET', '/files/a/', '/files/{id}/*'],
    ['GET', '/files/a/b/c', '/files/{id}/*'],
    ['PUT', '/files/new', '/files/new'],
    ['GET', '/files/new', '/files/*'],
    ['GET', '/files/new/b', '/files/{id}/*'],
  ])('%s %s is %s', (method, path, template) => {
    expect(table.find(path, method)).toBe(template);
    expect(table.find(`/base${path}`, method)).toBe(template);
    expect(table.matches(path, method)).toBe(template !== undefined);
    expect(table.matches(`/base${path}`, method)).toBe(false);
  });

  it('`*` matches every path', () => {
    const all = new RouteTable(['POST /*']);
    expect(['/', '/x', '/x/y'].map((path) => all.matches(path, 'POST'))).toEqual([true, true, true]);
    expect([all.matches('/x', 'GET'), all.matches(undefined, 'GET'), all.matches(undefined, 'POST')]).toEqual([
      false,
      false,
      true,
    ]);
  });

  it.each([
    '',
    'send',
    'https://api.acme.example/send',
    '/messages/:id',
    '/messages/*/send',
    '/messages/**',
    '/messages*',
    '/messages/{id',
    '/messages/{a}{b}',
    '/messages/',
    '/messages//send',
    '/send?dry=1',
    'post /send',
    'POST  /send',
    'POST /send ',
    'GET,POST /send',
  ])('%j is not a route', (route) => {
    expect(parseRoute(route)).toBeUndefined();
    expect(new RouteTable([route, '/other']).matches(route)).toBe(false);
  });
});

describe.each(builtInVendors())('the routes of $name', ({ routes }) => {
  it('each is found by a matching path', () => {
    const table = new RouteTable(routes);
    for (const { template, method } of routes.flatMap((route) => parseRoute(route) ?? []))
      expect(table.find(template.replaceAll(/\{\w+\}/g, '8f2c9d'), method)).toBe(template);
  });

  it('contain each route once', () => {
    expect(new Set(routes).size).toBe(routes.length);
  });
});
