import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chert, linq, messagesDev, trackly } from '../../src/index.js';
import { call, LINQ_LIMITED, startAnswers } from '../support/answers.js';
import { type DiagLog, recordDiag } from '../support/diag-log.js';
import type { TestServer } from '../support/server.js';
import type { Telemetry } from '../support/telemetry.js';
import { startReported } from '../support/wrong-config.js';

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

/** Registers the plugin, which reports exactly one error, with these parts. */
function start(vendors: readonly unknown[], parts: readonly string[]): Telemetry {
  ({ telemetry } = startReported(log, { vendors }, parts));
  return telemetry;
}

const right = () => linq({ hosts: [vendor.host] });

describe('an invalid host is reported with a fix, and the others are watched', () => {
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
    const quoted = typeof host === 'string' ? `'${host}'` : host;
    const write = bare === undefined ? "Write 'api.example.com', '127.0.0.1:8080' or" : `Write '${bare}',`;
    const { span } = start([linq({ hosts })], [`vendors[0] (linq): host ${quoted} is not a host name. ${write}`]);
    await call(`${vendor.url}/limited`);
    expect(span().attributes['vendor_api.error.native_code']).toBe('1007');
    expect(log.errors[0]).not.toContain('no usable host');
  });
});

describe('an invalid vendor is reported, and the others are watched', () => {
  it.each<[string, () => unknown, readonly string[]]>([
    ['has no hosts', () => chert({ hosts: [] }), ['vendors[1] (chert) has no usable host']],
    ['has one wrong host', () => chert({ hosts: ['a/b'] }), ["Write 'a'", 'vendors[1] (chert) has no usable host']],
    [
      'has the host of another',
      () => chert({ hosts: [vendor.host] }),
      [
        "vendors[1] (chert): host '127.0.0.1:",
        'already belongs to vendors[0] (linq)',
        'vendors[1] (chert) has no usable',
      ],
    ],
    [
      'has hosts that are no list',
      () => ({ ...chert(), hosts: 'x.test' }),
      ["vendors[1] (chert): hosts is 'x.test', which is not a list. Write hosts: ['x.test'].", 'no usable host'],
    ],
    [
      'has no hosts at all',
      () => ({ ...chert(), hosts: undefined }),
      ["vendors[1] (chert) has no hosts. Write hosts: ['api.example.com']."],
    ],
    [
      'is a name',
      () => 'chert',
      ["vendors[1] is 'chert', which is not a vendor. Write linq(), messagesDev(), trackly(),"],
    ],
    [
      'is the function that makes it',
      () => chert,
      ['vendors[1] is the function chert, which is not a vendor. Write chert().'],
    ],
    ['is null', () => null, ['vendors[1] is null, which is not a vendor']],
    ['is a list', () => [chert()], ['vendors[1] is a list, which is not a vendor']],
    ['is any object', () => ({ hosts: ['a.test'] }), ['vendors[1] is an object, which is not a vendor']],
    [
      'has an empty name',
      () => ({ ...chert(), name: '' }),
      ["vendors[1].name is '', which is not a text. Write name: 'acme'.", 'vendors[1] is ignored'],
    ],
    ['has no name', () => ({ ...chert(), name: undefined }), ['vendors[1] has no name', 'vendors[1] is ignored']],
    [
      'has no reader',
      () => ({ ...chert(), readError: undefined }),
      ['vendors[1] (chert) has no readError. Write readError: ', 'is ignored, because it has no usable readError'],
    ],
    [
      'has a reader that is none',
      () => ({ ...chert(), readError: 'body.error' }),
      ["vendors[1] (chert): readError is 'body.error', which is not a function", 'is ignored'],
    ],
    ...['readBulk', 'readWebhook'].map((key): [string, () => unknown, readonly string[]] => [
      `has a ${key} that is none`,
      () => ({ ...chert({ hosts: ['a.test'] }), [key]: true }),
      [`vendors[1] (chert): ${key} is true, which is not a function. Write ${key}: (`],
    ]),
    [
      'is restricted to routes by a text',
      () => ({ ...chert({ hosts: ['a.test'] }), onlyRoutes: 'yes' }),
      ["vendors[1] (chert): onlyRoutes is 'yes', which is not true or false. Write onlyRoutes: true."],
    ],
    [
      'is restricted to routes and has none',
      () => ({ ...chert({ hosts: ['a.test'] }), onlyRoutes: true, routes: [] }),
      ['vendors[1] (chert): no call is watched with onlyRoutes and without routes. Write routes: ['],
    ],
    ['has no codes', () => ({ ...chert(), codes: undefined }), ['vendors[1] (chert) has no codes. Write codes: {']],
    [
      'has null for codes',
      () => ({ ...chert(), codes: null }),
      ['vendors[1] (chert): codes is null, which is not a plain'],
    ],
    [
      'has a text for codes',
      () => ({ ...chert(), codes: '4001' }),
      ["vendors[1] (chert): codes is '4001', which is not"],
    ],
    ['has a list for codes', () => ({ ...chert(), codes: [] }), ['vendors[1] (chert): codes is [], which']],
    [
      'has a Map for codes',
      () => ({ ...chert(), codes: new Map([['4001', 1]]) }),
      [
        "vendors[1] (chert): codes is a Map, which is not a plain object. Write codes: { too_fast: { code: 'rate_limited'",
      ],
    ],
    [
      'has a text for messages',
      () => ({ ...chert(), messages: 'x' }),
      ["messages is 'x', which is not a plain object"],
    ],
    [
      'has a list for classes',
      () => ({ ...chert(), classes: ['4xxx'] }),
      ["classes is ['4xxx'], which is not a plain"],
    ],
    [
      'has a trace id that is no list',
      () => ({ ...chert(), traceId: 'x-id' }),
      ["vendors[1] (chert): traceId is 'x-id', which is not a list. Write traceId: [{ header: 'x-id' }]."],
    ],
    [
      'has a wrong trace id',
      () => ({ ...chert(), traceId: ['x-id'] }),
      [
        "vendors[1] (chert): traceId[0] is 'x-id', which is not a source. Write { header: 'x-id' } or { body: ['trace_id",
      ],
    ],
    [
      'has a trace id with a text for keys',
      () => ({ ...chert(), traceId: [{ header: 'x-id' }, { body: 'id' }] }),
      ["vendors[1] (chert): traceId[1].body is 'id', which is not a list of keys. Write { body: ['id'] }."],
    ],
    [
      'has routes that are no list',
      () => ({ ...chert(), successRoutes: '/send' }),
      ["vendors[1] (chert): successRoutes is '/send', which is not a list. Write successRoutes: ['/send']."],
    ],
    ...['successRoutes', 'routes'].flatMap((key) =>
      [
        ['send', '/send'],
        ['https://api.acme.example/send?x=1', '/send'],
        ['post /send', 'POST /send'],
        ['POST  /messages/:id/', 'POST /messages/{id}'],
        ['/messages/<chat-id>/send', '/messages/{chat_id}/send'],
        ['/messages/*/send', '/messages/{name}/send'],
        ['files/*', '/files/*'],
        ['POST', '/POST'],
        ['a b', undefined],
        ['', '/'],
        [7, undefined],
      ].map(([route, right]): [string, () => unknown, readonly string[]] => [
        `has the ${key} ${JSON.stringify(route)}`,
        () => ({ ...chert(), [key]: [route] }),
        [
          `vendors[1] (chert): ${key} contains ${typeof route === 'string' ? `'${route}'` : route}, which is not a route.`,
          right === undefined ? "Write '/v3/chats', 'POST /v3/chats/{chatId}' or '/files/*'." : `Write '${right}'.`,
        ],
      ]),
    ),
    ...['/{anything}', '/*', '/', '/{a}/{b}', 'GET /{a}/*'].map((route): [string, () => unknown, readonly string[]] => [
      `has the route ${route}, which every path would be`,
      () => ({ ...chert(), routes: [route] }),
      [`vendors[1] (chert): routes contains '${route}', which matches every path`, "'/v3/chats/{chatId}'"],
    ]),
    [
      'has a reader of bulk answers and no route for it',
      () => ({ ...chert(), readBulk: () => undefined, successRoutes: [] }),
      ["vendors[1] (chert): readBulk is never called without successRoutes. Write successRoutes: ['POST"],
    ],
    [
      'has a text for the keys of the message id',
      () => ({ ...chert(), messageId: 'id' }),
      ["vendors[1] (chert): messageId is 'id', which is not a list of keys. Write messageId: ['id']."],
    ],
    [
      'has an unknown key',
      () => ({ ...chert(), readErrors: () => undefined }),
      ["vendors[1] (chert) has an unknown key 'readErrors'. Did you mean readError?"],
    ],
    [
      'has an unknown key that is near nothing',
      () => ({ ...chert(), xyz: 1 }),
      [
        "vendors[1] (chert) has an unknown key 'xyz'. Its keys are name, documentation, codePage, hosts, traceId, readError,",
      ],
    ],
    [
      'has a document that is no address',
      () => ({ ...chert(), documentation: 'the wiki' }),
      ["vendors[1] (chert): documentation is 'the wiki', which is not the address of a page"],
    ],
    [
      'has an address of the pages of its codes without a code',
      () => ({ ...chert(), codePage: 'https://docs.example.com/errors' }),
      ["vendors[1] (chert): codePage is 'https://docs.example.com/errors', which is not an address with {code}"],
    ],
    [
      'has a name with a space',
      () => ({ ...chert(), name: ' Acme SMS!' }),
      ["vendors[1] ( Acme SMS!): name is ' Acme SMS!', which is not a plain name. Write name: 'acme-sms'."],
    ],
    [
      'has the name of another',
      () => linq({ hosts: ['a.test'] }),
      ['vendors[1] (linq) has the name of vendors[0]. Write one vendor with the hosts of both'],
    ],
    [
      'is made with a host in place of options',
      () => chert('127.0.0.1:80' as unknown as object),
      [
        "vendors[1] (chert): the options are '127.0.0.1:80', which is not an object. Write { hosts: ['127.0.0.1:80'] }.",
      ],
    ],
    ['is made with null', () => chert(null as unknown as object), ['the options are null, which is not an object']],
    [
      'is made with an unknown option',
      () => chert({ host: ['a.test'] } as object),
      ["vendors[1] (chert): options has an unknown key 'host'. Did you mean hosts?"],
    ],
    [
      'is made with a text for hosts',
      () => chert({ hosts: 'a.test' as unknown as string[] }),
      ["vendors[1] (chert): options.hosts is 'a.test', which is not a list. Write hosts: ['a.test']."],
    ],
  ])('a vendor that %s', async (_mistake, wrong, parts) => {
    const { span } = start([right(), wrong()], parts);
    await call(`${vendor.url}/limited`);
    expect(span().attributes).toMatchObject({ 'vendor_api.name': 'linq', 'vendor_api.error.native_code': '1007' });
  });

  it('a valid route next to an invalid one applies', async () => {
    const acme = { ...linq({ hosts: [vendor.host] }), routes: ['/limited', '/:id'] };
    const { span } = start([acme], ["routes contains '/:id', which is not a route. Write '/{id}'."]);
    await call(`${vendor.url}/limited`);
    expect(span().attributes['url.template']).toBe('/limited');
  });

  it.each([undefined, null, '4001', new Map([['1007', 1]])])(
    'codes that are %s: the status determines the class',
    async (codes) => {
      const { span } = start([{ ...right(), codes }], ['codes']);
      await call(`${vendor.url}/limited`);
      expect(span().attributes).toMatchObject({
        'vendor_api.error.code': 'rate_limited',
        'vendor_api.error.retry_basis': 'http_status',
      });
    },
  );

  it('two vendors with one host in different case: the first one gets it, the second one keeps its others', async () => {
    const vendors = [trackly({ hosts: ['LOCALHOST.test'] }), messagesDev({ hosts: ['localhost.TEST', vendor.host] })];
    const { span } = start(vendors, [
      "vendors[1] (messages.dev): host 'localhost.TEST' already belongs to vendors[0] (trackly)",
    ]);
    await call(`${vendor.url}/limited`);
    expect(span().attributes['vendor_api.name']).toBe('messages.dev');
  });
});
