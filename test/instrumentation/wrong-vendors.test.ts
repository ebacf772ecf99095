import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chert, linq, messagesDev, trackly } from '../../src/index.js';
import { call, LINQ_LIMITED, startAnswers } from '../support/answers.js';
import { type DiagLog, recordDiag } from '../support/diag-log.js';
import type { TestServer } from '../support/server.js';
import { startTelemetry, type Telemetry } from '../support/telemetry.js';
import { withConfig } from '../support/wrong-config.js';

let vendor: TestServer;
let log: DiagLog;
let telemetry: Telemetry | undefined;

beforeAll(async () => {
  vendor = await startAnswers({ '/limited': LINQ_LIMITED });
});

afterAll(() => vendor.close());

beforeEach(() => {
  log = recordDiag();
});

afterEach(async () => {
  await telemetry?.stop();
  telemetry = undefined;
  log.stop();
});

/** Registers the plugin, which tells exactly one error, with these parts. */
function start(vendors: readonly unknown[], parts: readonly string[]): Telemetry {
  telemetry = startTelemetry([withConfig({ vendors })]);
  expect(log.errors).toHaveLength(1);
  for (const part of parts) expect(log.errors[0]).toContain(part);
  return telemetry;
}

const right = () => linq({ hosts: [vendor.host] });

describe('a host that is wrong is told with what would be right, and the others are watched', () => {
  it.each([
    ['https://api.linqapp.com', 'api.linqapp.com'],
    ['http://127.0.0.1:8080', '127.0.0.1:8080'],
    ['api.linqapp.com/v3', 'api.linqapp.com'],
    ['https://api.linqapp.com/v3?x=1#y', 'api.linqapp.com'],
    ['wss://*.linqapp.com/', '*.linqapp.com'],
    ['api linqapp com', undefined],
    ['*', undefined],
    ['', undefined],
    [7, undefined],
    [null, undefined],
  ])('%j', async (host, bare) => {
    const hosts = [host as string, vendor.host];
    const write = bare === undefined ? "write 'api.example.com', '127.0.0.1:8080' or" : `write '${bare}',`;
    const { span } = start([linq({ hosts })], [`vendors[0] (linq): host '${host}' is not a host name; ${write}`]);
    await call(`${vendor.url}/limited`);
    expect(span().attributes['vendor_api.error.native_code']).toBe('1007');
    expect(log.errors[0]).not.toContain('no usable host');
  });
});

describe('a vendor that is wrong is told, and the others are watched', () => {
  it.each<[string, () => unknown, readonly string[]]>([
    ['has no hosts', () => chert({ hosts: [] }), ['vendors[1] (chert) has no usable host']],
    ['has one wrong host', () => chert({ hosts: ['a/b'] }), ["write 'a'", 'vendors[1] (chert) has no usable host']],
    [
      'has the host of another',
      () => chert({ hosts: [vendor.host] }),
      [
        "vendors[1] (chert): host '127.0.0.1:",
        'belongs to vendors[0] (linq) already',
        'vendors[1] (chert) has no usable',
      ],
    ],
    [
      'has hosts that are no list',
      () => chert({ hosts: 'x.test' as unknown as string[] }),
      ['vendors[1] (chert)', 'hosts'],
    ],
    [
      'is a name',
      () => 'chert',
      ['vendors[1] is not a vendor; use linq(), messagesDev(), trackly(), chert() or define'],
    ],
    ['is the function that makes it', () => chert, ['vendors[1] is not a vendor']],
    ['is null', () => null, ['vendors[1] is not a vendor']],
    ['is any object', () => ({ hosts: ['a.test'] }), ['vendors[1] is not a vendor']],
    ['has no name', () => ({ ...chert(), name: '' }), ['vendors[1] is not a vendor']],
    [
      'has no reader',
      () => ({ ...chert(), readError: undefined }),
      ['vendors[1] is not a vendor: it has no readError; '],
    ],
    [
      'has no codes',
      () => ({ ...chert(), name: '', codes: undefined }),
      ['is not a vendor: it has no name, no codes; '],
    ],
    ['has null for codes', () => ({ ...chert(), codes: null }), ['vendors[1]']],
    ['has a text for codes', () => ({ ...chert(), codes: '4001' }), ['vendors[1]']],
    ['has null for a row', () => ({ ...chert(), codes: { 4001: null } }), ["vendors[1] (chert): codes['4001']"]],
    [
      'has a trace id that is no list',
      () => ({ ...chert(), traceId: { header: 'x-id' } }),
      ['vendors[1] (chert)', 'traceId'],
    ],
    [
      'has a wrong trace id',
      () => ({ ...chert(), traceId: ['x-id'] }),
      ['vendors[1] (chert): a traceId', "{ body: ['trace_id'] }"],
    ],
    [
      'has routes that are no list',
      () => ({ ...chert(), successRoutes: '/send' }),
      ['vendors[1] (chert)', 'successRoutes'],
    ],
    [
      'has a wrong route',
      () => ({ ...chert(), successRoutes: ['send'] }),
      ["vendors[1] (chert): success route 'send'", "'/api/*'"],
    ],
    [
      'has a route with a method',
      () => ({ ...chert(), routes: ['POST /api/v1/send'] }),
      ["vendors[1] (chert): route 'POST /api/v1/send'", "'/v3/chats/{chatId}'"],
    ],
    [
      'has a route that every path would be',
      () => ({ ...chert(), routes: ['/{anything}'] }),
      ["vendors[1] (chert): route '/{anything}'", "'/v3/chats/{chatId}'"],
    ],
  ])('one that %s', async (_mistake, wrong, parts) => {
    const { span } = start([right(), wrong()], parts);
    await call(`${vendor.url}/limited`);
    expect(span().attributes).toMatchObject({ 'vendor_api.name': 'linq', 'vendor_api.error.native_code': '1007' });
  });

  it('two have one host in other letters: the first has it, the second keeps its others', async () => {
    const vendors = [trackly({ hosts: ['LOCALHOST.test'] }), messagesDev({ hosts: ['localhost.TEST', vendor.host] })];
    const { span } = start(vendors, [
      "vendors[1] (messages.dev): host 'localhost.TEST' belongs to vendors[0] (trackly)",
    ]);
    await call(`${vendor.url}/limited`);
    expect(span().attributes['vendor_api.name']).toBe('messages.dev');
  });
});
