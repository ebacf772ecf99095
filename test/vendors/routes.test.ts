import { describe, expect, it } from 'vitest';
import { chert, linq, messagesDev, trackly } from '../../src/index.js';
import { RouteTable } from '../../src/vendors/routes.js';

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

it('what a segment is goes before what it may be, and a wrong turn is taken back', () => {
  const routes = new RouteTable(['/v1/chats/{chatId}', '/v1/chats/search', '/v1/chats/search/now', '/v1/{kind}/x/y']);
  expect(routes.find('/v1/chats/search')).toBe('/v1/chats/search');
  expect(routes.find('/v1/chats/find')).toBe('/v1/chats/{chatId}');
  expect(routes.find('/v1/chats/x/y')).toBe('/v1/{kind}/x/y');
});

describe.each([linq(), messagesDev(), trackly(), chert()])('the routes of $name', ({ routes }) => {
  it('each is found by a path that is like it', () => {
    const table = new RouteTable(routes);
    for (const route of routes) expect(table.find(route.replaceAll(/\{\w+\}/g, '8f2c9d'))).toBe(route);
  });

  it('say each route once', () => {
    expect(new Set(routes).size).toBe(routes.length);
  });
});
