import { describe, expect, it } from 'vitest';
import { HostTable, parseHostPattern } from '../../src/definition/hosts.js';
import { builtInVendors, defineVendor } from '../../src/index.js';
import { builtIn } from '../support/built-in.js';

const vendorOn = (name: string, ...hosts: string[]) =>
  defineVendor({ name, hosts, codes: {}, readError: () => undefined });

describe('the built-in vendors', () => {
  const table = new HostTable(builtInVendors());
  const all = builtIn.flatMap(({ name, documented }) => documented.hosts.map((host) => [host, name] as const));
  const own = all.filter(([host]) => !host.startsWith('*.'));
  const wildcards = all.filter(([host]) => host.startsWith('*.')).map(([host, name]) => [host.slice(2), name] as const);

  it.each(own)('%s belongs to %s', (host, name) => {
    for (const origin of [`https://${host}`, `http://${host}:8443`, `https://${host.toUpperCase()}.`])
      expect(table.find(origin)?.vendor.name).toBe(name);
    for (const origin of [
      `https://x${host}`,
      `https://x.${host}`,
      `https://${host}.evil.io`,
      `https://${host}@evil.io`,
    ])
      expect(table.find(origin)).toBeUndefined();
  });

  it.each(wildcards)('each host under %s is that of %s, and on metrics all of them are one', (suffix, name) => {
    for (const origin of [
      `https://api.${suffix}`,
      `http://a.b.${suffix}:8443`,
      `https://API.${suffix.toUpperCase()}.`,
    ]) {
      const match = table.find(origin);
      expect([match?.vendor.name, match?.serverAddress]).toEqual([name, suffix]);
    }
    for (const origin of [`https://${suffix}`, `https://x${suffix}`, `https://api.${suffix}.evil.io`])
      expect(table.find(origin)).toBeUndefined();
  });

  it.each([
    ['https://api.linqapp.com', 'linq'],
    ['http://api.linqapp.com', 'linq'],
    ['https://api.linqapp.com:443', 'linq'],
    ['https://api.linqapp.com:8443', 'linq'],
    ['https://API.LinqApp.COM', 'linq'],
    ['HTTPS://api.linqapp.com', 'linq'],
    ['https://api.linqapp.com.', 'linq'],
    ['https://api.linqapp.com/', 'linq'],
    ['https://api.linqapp.com/v3/chats?x=https://evil.test', 'linq'],
    ['https://user:secret@api.linqapp.com', 'linq'],
    ['https://api.messages.dev', 'messages.dev'],
    ['https://app.tracklysms.com', 'trackly'],
    ['https://api.tracklysms.com', 'trackly'],
    ['https://tracklysms.com', 'trackly'],
    ['https://console.trychert.com', 'chert'],
    ['https://messaging.twilio.com', 'twilio'],
    ['https://api.dublin.ie1.twilio.com', 'twilio'],
    ['https://messaging.sydney.au1.twilio.com', 'twilio'],
    ['https://api.us1.twilio.com', 'twilio'],
  ])('%s is a host of a vendor', (origin, name) => {
    expect(table.find(origin)?.vendor.name).toBe(name);
    expect(table.find(origin)?.serverAddress).toMatch(/^[a-z0-9.]+$/);
  });

  it.each([
    'https://evil-linqapp.com',
    'https://linqapp.com.evil.io',
    'https://api.linqapp.com.evil.io',
    'https://xapi.linqapp.com',
    'https://x.api.linqapp.com',
    'https://api-linqapp.com',
    'https://linqapp.com',
    'https://www.linqapp.com',
    'https://api.linqapp.co',
    'https://api.linqapp.comm',
    'https://api.linqapp.com..',
    'https://api.linqapp.com@evil.io',
    'https://evil.io/api.linqapp.com',
    'https://evil.io?api.linqapp.com',
    'https://evil.io#api.linqapp.com',
    'https://аpi.linqapp.com',
    'https://messages.dev',
    'https://xtracklysms.com',
    'https://trychert.com',
    'https://twilio.com',
    'https://www.twilio.com',
    'https://video.twilio.com',
    'https://ie1.twilio.com',
    'https://127.0.0.1',
    'https://[::1]',
  ])('%s is no host of a vendor', (origin) => {
    expect(table.find(origin)).toBeUndefined();
  });

  it.each(
    ['', ' ', 'null', 'undefined', 'api.linqapp.com', 'api.linqapp.com:443', '//api.linqapp.com', 'https://'].concat([
      'https:///',
      'https://:443',
      'http://[',
      'http://[::1',
      'https://api.linqapp.com:99999',
      'about:blank',
      'data:,x',
      '\u0000',
      'x'.repeat(100_000),
      `https://${'x'.repeat(100_000)}`,
    ]),
  )('%# is not an origin', (origin) => {
    expect(table.find(origin)).toBeUndefined();
  });
});

describe('declared hosts', () => {
  it.each<[string, string, boolean]>([
    ['api.example.test', 'https://api.example.test:8443', true],
    ['API.Example.Test', 'https://api.example.test', true],
    ['127.0.0.1:8080', 'http://127.0.0.1:8080', true],
    ['127.0.0.1:8080', 'http://127.0.0.1', false],
    ['127.0.0.1:8080', 'http://127.0.0.1:8081', false],
    ['127.0.0.1:8080', 'http://127.0.0.11:8080', false],
    ['127.0.0.1', 'http://127.0.0.1:8080', true],
    ['api.example.test:443', 'https://api.example.test', true],
    ['api.example.test:443', 'https://api.example.test:443', true],
    ['api.example.test:443', 'http://api.example.test', false],
    ['api.example.test:443', 'http://api.example.test:443', true],
    ['api.example.test:80', 'http://api.example.test', true],
    ['api.example.test:80', 'https://api.example.test', false],
    ['localhost', 'http://localhost:3000', true],
    ['my_service.internal', 'http://my_service.internal', true],
    ['[::1]', 'http://[::1]:3000', true],
    ['[::1]:3000', 'http://[::1]:3000', true],
    ['[::1]:3000', 'http://[::1]:3001', false],
    ['[::1]', 'http://[::2]', false],
    ['[2001:DB8::1]', 'http://[2001:db8::1]', true],
    ['*.example.test', 'https://api.example.test', true],
    ['*.example.test', 'https://a.b.example.test:8443', true],
    ['*.example.test', 'https://API.EXAMPLE.TEST.', true],
    ['*.example.test', 'https://example.test', false],
    ['*.example.test', 'https://evilexample.test', false],
    ['*.example.test', 'https://api.example.test.evil.io', false],
    ['*.example.test:8443', 'https://api.example.test:8443', true],
    ['*.example.test:8443', 'https://api.example.test', false],
    ['*.example.test:443', 'https://api.example.test', true],
    ['https://api.example.test', 'https://api.example.test', false],
  ])('%s and %s: %s', (host, origin, expected) => {
    expect(new HostTable([vendorOn('x', host)]).find(origin)?.vendor.name).toBe(expected ? 'x' : undefined);
  });

  const table = new HostTable([
    vendorOn('wide', '*.test'),
    vendorOn('long', '*.eu.example.test', '*.example.test:8443'),
    vendorOn('middle', '*.example.test'),
    vendorOn('exact', 'api.example.test'),
    vendorOn('port', 'api.example.test:8080'),
    vendorOn('late', 'api.example.test', '*.eu.example.test'),
  ]);

  it.each([
    ['http://api.example.test:8080', 'port', 'api.example.test'],
    ['http://api.example.test:8081', 'exact', 'api.example.test'],
    ['https://api.example.test', 'exact', 'api.example.test'],
    ['https://api.eu.example.test', 'long', 'eu.example.test'],
    ['https://www.example.test', 'middle', 'example.test'],
    ['https://www.example.test:8443', 'long', 'example.test'],
    ['https://example.test', 'wide', 'test'],
    ['https://other.test', 'wide', 'test'],
  ])('%s: the most specific of several is %s, on metrics %s', (origin, name, serverAddress) => {
    const match = table.find(origin);
    expect([match?.vendor.name, match?.serverAddress]).toEqual([name, serverAddress]);
  });

  it('that are invalid are ignored, and the others apply', () => {
    const mixed = new HostTable([vendorOn('x', 'https://a.test', '', 'b.test/path', 'c.test')]);
    expect(mixed.find('https://c.test')?.vendor.name).toBe('x');
    expect(mixed.find('https://a.test')).toBeUndefined();
    expect(mixed.find('https://b.test')).toBeUndefined();
  });

  it('are found among 5,000 different origins, again and again', () => {
    for (let round = 0; round < 2; round += 1) {
      for (let index = 0; index < 5000; index += 1) {
        expect(table.find(`https://h${index}.example.test`)?.vendor.name).toBe('middle');
        expect(table.find(`https://h${index}.example.io`)).toBeUndefined();
      }
      expect(table.find('https://api.example.test')?.vendor.name).toBe('exact');
    }
  });
});

describe('a declared host', () => {
  it.each([
    ['api.example.test', 'api.example.test', undefined, false],
    ['API.Example.TEST', 'api.example.test', undefined, false],
    ['127.0.0.1:8080', '127.0.0.1', '8080', false],
    ['localhost:65535', 'localhost', '65535', false],
    ['*.example.test', 'example.test', undefined, true],
    ['*.example.test:8443', 'example.test', '8443', true],
    ['[::1]', '[::1]', undefined, false],
    ['[::1]:80', '[::1]', '80', false],
    ['xn--mnchen-3ya.de', 'xn--mnchen-3ya.de', undefined, false],
    ['a', 'a', undefined, false],
  ])('%j is valid', (pattern, name, port, wildcard) => {
    expect(parseHostPattern(pattern)).toStrictEqual({ name, port, wildcard });
  });

  it.each([
    '',
    ' ',
    'api.example.test ',
    'https://api.example.test',
    'api.example.test/v1',
    'api.example.test?x',
    'user@api.example.test',
    'api.example.test:',
    'api.example.test:http',
    'api.example.test:65536',
    'api.example.test:123456',
    'api.example.test:80:80',
    '.example.test',
    'example.test.',
    '-example.test',
    '*',
    '*.',
    '*example.test',
    '**.example.test',
    '*.*.example.test',
    'api.*.test',
    'api.*',
    '::1',
    '[::1',
    '[example]',
    'münchen.de',
    'a\nb',
    undefined,
    null,
    8080,
    {},
    ['api.example.test'],
    /api/,
  ])('%j is invalid', (pattern) => {
    expect(parseHostPattern(pattern)).toBeUndefined();
  });
});
