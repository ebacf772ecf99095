import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { linq, type VendorErrorsInstrumentation } from '../../src/index.js';
import { call, LINQ_LIMITED, LINQ_SUCCESS, startAnswers } from '../support/answers.js';
import { type DiagLog, recordDiag } from '../support/diag-log.js';
import { NamedHosts } from '../support/named-hosts.js';
import { recordWarnings } from '../support/process-warnings.js';
import type { TestServer } from '../support/server.js';
import { startTelemetry, type Telemetry } from '../support/telemetry.js';
import { PREFIX, startReported, withConfig } from '../support/wrong-config.js';

const hosts = new NamedHosts();
let vendor: TestServer;
let log: DiagLog;
let telemetry: Telemetry | undefined;
let plugin: VendorErrorsInstrumentation;

beforeAll(async () => {
  vendor = await startAnswers({ '/limited': LINQ_LIMITED, '/sent': LINQ_SUCCESS });
});

afterAll(async () => {
  await hosts.close();
  await vendor.close();
});

beforeEach(() => {
  log = recordDiag();
});

afterEach(async () => {
  await telemetry?.stop();
  telemetry = undefined;
  log.stop();
});

/** Registers the plugin, which reports exactly one error, with these parts. */
function start(config: unknown, parts: readonly string[]): Telemetry {
  ({ plugin, telemetry } = startReported(log, config, parts));
  return telemetry;
}

const CLASSIFIED = { 'vendor_api.error.code': 'rate_limited', 'vendor_api.error.native_code': '1007' };

describe('an invalid option is reported, and the others apply', () => {
  it.each<[string, Record<string, unknown>, readonly string[]]>([
    ['a misspelt name', { vendor: [] }, ["'vendor' is not an option. Did you mean vendors?"]],
    ['a name that is none', { hooks: [] }, ["'hooks' is not an option. The options are enabled, vendors, "]],
    ...[0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 8 * 1024 * 1024 + 1, '64k', null].map(
      (maxBodyBytes): [string, Record<string, unknown>, string[]] => [
        `maxBodyBytes ${maxBodyBytes}`,
        { maxBodyBytes },
        [
          `maxBodyBytes is ${typeof maxBodyBytes === 'string' ? `'${maxBodyBytes}'` : maxBodyBytes}, so`,
          'the default 65536 is used',
          'a whole number from 1 to 8388608',
        ],
      ],
    ),
    [
      'enabled',
      { enabled: 'false' },
      ["enabled is 'false', which is neither true nor false, so it is on. Write enabled: false to turn it off."],
    ],
    ['logs', { logs: 'yes' }, ["logs is 'yes', which is neither true nor false, so it is off. Write logs: true"]],
    [
      'captureMessage',
      { captureMessage: 'no' },
      ["captureMessage is 'no', which is neither true, false nor a function"],
    ],
    [
      'responseHook',
      { responseHook: 'log' },
      ["responseHook is 'log', which is not a function", 'Write responseHook: (span, info) =>'],
    ],
    [
      'errorHook',
      { errorHook: {} },
      ['errorHook is an object, which is not a function', 'Write errorHook: (span, info) =>'],
    ],
    ...['yes', 7, null, {}, { store: undefined }, { store: { remember: () => undefined } }].map(
      (webhooks): [string, Record<string, unknown>, string[]] => [
        `webhooks ${JSON.stringify(webhooks)}`,
        { webhooks },
        ['webhooks is ', 'remembered in memory', 'redisCorrelationStore(client)'],
      ],
    ),
  ])('%s', async (_option, option, parts) => {
    const { span } = start({ vendors: [linq({ hosts: [vendor.host] })], ...option }, parts);
    expect(await call(`${vendor.url}/limited`)).toEqual({ status: 429, text: JSON.stringify(LINQ_LIMITED.body) });
    expect(span().attributes).toMatchObject(CLASSIFIED);
  });

  it('an invalid store: calls are remembered in memory', async () => {
    start({ vendors: [linq({ hosts: [vendor.host] })], webhooks: { store: 'redis://127.0.0.1' } }, []);
    await call(`${vendor.url}/sent`, { method: 'POST' });
    const event = { event_type: 'message.sent', trace_id: LINQ_SUCCESS.headers['x-trace-id'] };
    expect(await plugin.recordWebhook('linq', event)).toMatchObject({ kind: 'sent', linked: true });
  });

  it('the address of a store is not quoted, because it can contain a password', () => {
    start({ webhooks: 'redis://user:secret@127.0.0.1' }, ['webhooks is a text, so calls are remembered in memory']);
    expect(log.errors[0]).not.toContain('secret');
  });

  it('an invalid captureMessage keeps the message off the span', async () => {
    const { span } = start({ vendors: [linq({ hosts: [vendor.host] })], captureMessage: 'no' }, []);
    await call(`${vendor.url}/limited`);
    expect(span().attributes).not.toHaveProperty(['vendor_api.error.message']);
  });
});

describe('a completely invalid configuration', () => {
  it.each([
    ['a text', { vendors: 'linq' }, ["vendors is 'linq', which is not a list", 'Write vendors: [linq()]']],
    ['one vendor', { vendors: linq() }, ['vendors is an object, which is not a list', 'Write vendors: [linq()]']],
    ['null', { vendors: null }, ['vendors is null, which is not a list', 'Write vendors: [linq()]']],
  ])('vendors is %s: all built-in vendors are watched', async (_what, config, parts) => {
    const { span } = start(config, parts);
    await hosts.call(`http://api.linqapp.com:${new URL(vendor.url).port}/limited`);
    expect(span().attributes).toMatchObject(CLASSIFIED);
  });

  it.each([[null], ['linq'], [7]])('the configuration is %j: the defaults apply', async (config) => {
    const { span } = start(config, [
      `the configuration is ${typeof config === 'string' ? `'${config}'` : config}, which is not an object`,
    ]);
    expect(plugin.getConfig()).toEqual({ enabled: true });
    await hosts.call(`http://api.linqapp.com:${new URL(vendor.url).port}/limited`);
    expect(span().attributes).toMatchObject(CLASSIFIED);
  });

  it('vendors is empty: calls have spans and no vendor', async () => {
    const { span } = start({ vendors: [] }, ['vendors is empty, so no call is watched', 'Write vendors: [linq()]']);
    await call(`${vendor.url}/limited`);
    expect(span().attributes).not.toHaveProperty(['vendor_api.name']);
  });
});

it('reports several mistakes in one error', async () => {
  const config = { vendors: [linq({ hosts: [vendor.host, 'https://x.test'] }), {}], hook: 1, maxBodyBytes: 0 };
  const { span } = start(config, [
    "'hook' is not an option",
    'https://x.test',
    'vendors[1] is an object, which is not a vendor',
    'maxBodyBytes is 0',
  ]);
  await call(`${vendor.url}/limited`);
  expect(span().attributes).toMatchObject(CLASSIFIED);
});

it('reports mistakes of setConfig, each time once', () => {
  plugin = withConfig({});
  expect(log.errors).toEqual([]);
  const wrong: object = { maxBodyBytes: 0 };
  for (const config of [wrong, {}, wrong]) plugin.setConfig(config);
  telemetry = startTelemetry([plugin]);
  expect(log.errors).toHaveLength(2);
});

it('waits for the registration if diag has no logger before, and reports once', async () => {
  log.stop();
  plugin = withConfig({ vendors: [linq({ hosts: [vendor.host] })], maxBodyBytes: 0 });
  log = recordDiag();
  expect(log.errors).toEqual([]);
  telemetry = startTelemetry([plugin]);
  plugin.setTracerProvider(telemetry.tracerProvider);
  expect(log.errors).toEqual([expect.stringContaining(`${PREFIX}maxBodyBytes is 0`)]);
  await call(`${vendor.url}/limited`);
  expect(telemetry.span().attributes).toMatchObject(CLASSIFIED);
});

it.each([
  ['registered', (instrumentation: VendorErrorsInstrumentation) => startTelemetry([instrumentation])],
  ['never registered', () => undefined],
])('emits a process warning if diag has no logger: a plugin that is %s', async (_when, register) => {
  log.stop();
  const warnings = recordWarnings();
  plugin = withConfig({ vendors: [linq({ hosts: [vendor.host] })], maxBodyBytes: 0 });
  telemetry = register(plugin) ?? startTelemetry([]);
  await new Promise((resolve) => setImmediate(resolve));
  expect(await warnings.next()).toEqual([
    [
      'VENDOR_ERRORS_CONFIGURATION',
      expect.stringMatching(/^invalid configuration of VendorErrorsInstrumentation: maxBodyBytes is 0/),
    ],
  ]);
  warnings.stop();
});
