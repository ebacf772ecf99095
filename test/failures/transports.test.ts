import '../support/builtin-fetch.js';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import {
  type ClientRequest,
  createServer,
  Agent as HttpAgent,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import axios from 'axios';
import { Agent, type Dispatcher, interceptors, MockAgent, ProxyAgent, request } from 'undici7';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { startLinqTelemetry, watchLinq } from '../support/linq-answers.js';
import { startServer, type TestServer } from '../support/server.js';
import { startTelemetry, type Telemetry } from '../support/telemetry.js';
import { ERROR } from './answers.js';
import { listen, startProxy } from './proxy.js';
import { oursOn } from './spans.js';
import { makeCertificate } from './targets.js';

const http = new HttpInstrumentation({ ignoreIncomingRequestHook: () => true });
// It changes the module once, when that is required.
const { request: httpRequest } = createRequire(import.meta.url)('node:http') as typeof import('node:http');
let vendor: TestServer;
let secureVendor: TestServer;
let proxy: TestServer;
let socketVendor: { readonly path: string; readonly server: Server };
let telemetry: Telemetry;
const dispatchers: Dispatcher[] = [];

function answer(request: IncomingMessage, response: ServerResponse): void {
  const headers = { 'content-type': 'application/json', 'cache-control': 'max-age=60' };
  if (request.url === '/gzip') response.writeHead(409, { ...headers, 'content-encoding': 'gzip' }).end(gzipSync(ERROR));
  // HTTP 404 may be cached, 409 may not.
  else response.writeHead(request.url === '/cached' ? 404 : 409, headers).end(ERROR);
}

beforeAll(async () => {
  vendor = await startServer(answer);
  const secure = createSecureServer(makeCertificate('IP:127.0.0.1'), (_request, response) => {
    response.writeHead(409, { 'content-type': 'application/json' }).end(ERROR);
  });
  secureVendor = await listen(secure, 'https');
  proxy = await startProxy();
  const path = join(await mkdtemp(join(tmpdir(), 'vendor-')), 'http.sock');
  socketVendor = { path, server: createServer(answer).listen(path) };
  await once(socketVendor.server, 'listening');
});

afterAll(async () => {
  await Promise.all(dispatchers.map((dispatcher) => dispatcher.destroy()));
  await Promise.all([vendor, secureVendor, proxy].map((server) => server.close()));
  socketVendor.server.closeAllConnections();
  await new Promise((resolve) => socketVendor.server.close(resolve));
  await rm(dirname(socketVendor.path), { recursive: true });
});

afterEach(() => telemetry.stop());

const UNTRUSTED = { rejectUnauthorized: false };

function use<D extends Dispatcher>(dispatcher: D): D {
  dispatchers.push(dispatcher);
  return dispatcher;
}

function composed(interceptor: Dispatcher.DispatcherComposeInterceptor): Dispatcher {
  return use(new Agent().compose(interceptor));
}

async function get(url: string, dispatcher: Dispatcher): Promise<string> {
  const { statusCode, body } = await request(url, { dispatcher });
  return `${statusCode} ${await body.text()}`;
}

/** Follows the calls to the plain and the secure server. */
function watchVendor(): void {
  telemetry = startTelemetry([http, watchLinq([vendor.host, secureVendor.host])]);
}

async function counted(): Promise<{ requests: number; errors: number; notReady: number }> {
  const code = { 'vendor_api.error.code': 'resource_not_ready', 'vendor_api.error.origin': 'response' };
  return {
    requests: await telemetry.count('vendor_api.client.requests'),
    errors: await telemetry.count('vendor_api.client.errors'),
    notReady: await telemetry.count('vendor_api.client.errors', code),
  };
}

async function expectOneError(): Promise<void> {
  // The spans of node:http end after the application has the response.
  await vi.waitFor(() => expect(telemetry.spans()).toHaveLength(1));
  expect(telemetry.span().attributes['vendor_api.error.code']).toBe('resource_not_ready');
  expect(await counted()).toEqual({ requests: 1, errors: 1, notReady: 1 });
}

const ERROR_OF_VENDOR = `409 ${ERROR}`;

const ways: readonly { name: string; gets: string; call(): Promise<string> }[] = [
  {
    name: 'a tunnel through a proxy',
    gets: ERROR_OF_VENDOR,
    call: () => get(vendor.url, use(new ProxyAgent(proxy.url))),
  },
  {
    name: 'a tunnel with TLS through a proxy',
    gets: ERROR_OF_VENDOR,
    call: () => get(secureVendor.url, use(new ProxyAgent({ uri: proxy.url, requestTls: UNTRUSTED }))),
  },
  {
    name: 'a proxy without a tunnel, by undici',
    gets: ERROR_OF_VENDOR,
    call: () => get(vendor.url, use(new ProxyAgent({ uri: proxy.url, proxyTunnel: false }))),
  },
  {
    name: 'a proxy without a tunnel, by axios',
    gets: ERROR_OF_VENDOR,
    call: async () => {
      const { hostname: host, port } = new URL(proxy.url);
      const { status, data } = await axios.get(vendor.url, {
        proxy: { host, port: Number(port) },
        transport: { request: httpRequest },
        validateStatus: null,
        responseType: 'arraybuffer',
      });
      return `${status} ${data}`;
    },
  },
  {
    name: 'the interceptor `decompress`',
    gets: ERROR_OF_VENDOR,
    call: () => get(`${vendor.url}/gzip`, composed(interceptors.decompress({ skipErrorResponses: false }))),
  },
  {
    name: 'the interceptor `dump`, which throws the body away',
    gets: '409 ',
    call: () => get(vendor.url, composed(interceptors.dump())),
  },
  {
    name: 'the interceptor `responseError`, which throws',
    gets: `409 ${ERROR}`,
    call: () =>
      get(vendor.url, composed(interceptors.responseError())).catch(
        ({ statusCode, body }) => `${statusCode} ${JSON.stringify(body)}`,
      ),
  },
];

describe("the vendor's error", () => {
  it.each(ways)('is reported through $name', async ({ call, gets }) => {
    watchVendor();
    expect(await call()).toBe(gets);
    await expectOneError();
  });

  it('is reported through the interceptor `dns`, which sends the request to an address', async () => {
    telemetry = startLinqTelemetry(['api.linq.test']);
    const addresses = [{ address: '127.0.0.1', ttl: 60, family: 4 as const }];
    const dispatcher = composed(interceptors.dns({ lookup: (_origin, _options, done) => done(null, addresses) }));
    expect(await get(vendor.url.replace('127.0.0.1', 'api.linq.test'), dispatcher)).toBe(ERROR_OF_VENDOR);
    await expectOneError();
  });

  it.each([
    { name: 'an address', target: () => ({ port: new URL(vendor.url).port, host: '127.0.0.1' }) },
    { name: 'a unix socket', target: () => ({ socketPath: socketVendor.path }) },
  ])('is reported through node:http to $name, if `Host` names the vendor', async ({ target }) => {
    telemetry = startTelemetry([http, watchLinq(['api.linq.test'])]);
    const call = httpRequest({ ...target(), headers: { host: 'api.linq.test' } }).end();
    const [response] = (await once(call, 'response')) as [IncomingMessage];
    expect(`${response.statusCode} ${await text(response)}`).toBe(ERROR_OF_VENDOR);
    await expectOneError();
  });

  it('is reported if the host is an address, whatever `Host` the application has set', async () => {
    watchVendor();
    const options = { dispatcher: use(new Agent()), headers: { host: 'api.linq.test' } };
    const { statusCode, body } = await request(vendor.url, options);
    expect(`${statusCode} ${await body.text()}`).toBe(ERROR_OF_VENDOR);
    await expectOneError();
  });

  it('is counted when it arrives, and not when it is read from the cache', async () => {
    watchVendor();
    const dispatcher = composed(interceptors.cache());
    const first = await get(`${vendor.url}/cached`, dispatcher);
    expect(first).toBe(`404 ${ERROR}`);
    expect(await get(`${vendor.url}/cached`, dispatcher)).toBe(first);
    await expectOneError();
  });

  it('is counted once for two calls that the interceptor `deduplicate` merges', async () => {
    watchVendor();
    const dispatcher = composed(interceptors.deduplicate());
    const both = await Promise.all([get(vendor.url, dispatcher), get(vendor.url, dispatcher)]);
    expect(both).toEqual([ERROR_OF_VENDOR, ERROR_OF_VENDOR]);
    await expectOneError();
  });
});

/** What does not reach the plugin, because undici's own request does not have it. */
describe('the plugin does not see', () => {
  it('the response of a `MockAgent`, which is not a call', async () => {
    watchVendor();
    const agent = new MockAgent();
    agent.get(vendor.url).intercept({ path: '/' }).reply(409, ERROR);
    expect(await get(vendor.url, agent)).toBe(ERROR_OF_VENDOR);
    await agent.close();
    expect(telemetry.spans()).toEqual([]);
    expect(await counted()).toEqual({ requests: 0, errors: 0, notReady: 0 });
  });
});

/** Proxy agents give the reason no code, or the code of an abort. */
const REFUSED = new Error('Socks5 proxy rejected connection');

/** Calls through `node:http`, and returns the message of its error. */
function callFailing(agent: HttpAgent, act: (call: ClientRequest) => void = () => {}): Promise<string> {
  return new Promise((resolve) => {
    const call = httpRequest(vendor.url, { agent, method: 'POST' });
    call.on('error', ({ message }) => resolve(message)).end();
    act(call);
  });
}

/** An agent that cannot connect. */
class RefusedAgent extends HttpAgent {
  override createConnection(_options: object, done?: (error: Error, stream: never) => void): undefined {
    setImmediate(() => done?.(REFUSED, undefined as never));
  }
}

const refusals: readonly { name: string; message: string; call(): Promise<unknown> }[] = [
  {
    name: 'a proxy that refuses the tunnel, through undici',
    message: 'Proxy response (502)',
    call: () => get('http://nope.invalid', use(new ProxyAgent(proxy.url))),
  },
  {
    name: 'a connector without a code, through undici',
    message: REFUSED.message,
    call: () => get(vendor.url, use(new Agent({ connect: (_options, done) => setImmediate(done, REFUSED, null) }))),
  },
  {
    name: 'an agent without a code, through node:http',
    message: REFUSED.message,
    call: async () => {
      throw new Error(await callFailing(new RefusedAgent()));
    },
  },
];

describe('a connection that cannot be made', () => {
  it.each(refusals)('is reported for $name', async ({ call, message }) => {
    telemetry = startTelemetry([http, watchLinq([vendor.host, 'nope.invalid'])]);
    await expect(call()).rejects.toThrow(message);
    await vi.waitFor(() => expect(telemetry.spans()).toHaveLength(1));
    expect(oursOn(telemetry.span())).toMatchObject({
      'vendor_api.error.code': 'connection_failed',
      'vendor_api.error.retryable': true,
      'vendor_api.error.effect': 'none',
    });
    const code = { 'vendor_api.error.code': 'connection_failed' };
    expect(await telemetry.count('vendor_api.client.requests')).toBe(1);
    expect(await telemetry.count('vendor_api.client.errors', code)).toBe(1);
  });

  it.each([
    { name: 'with an error', end: (call: ClientRequest) => call.destroy(new Error('late')), agent: new HttpAgent() },
    { name: 'without an error', end: (call: ClientRequest) => call.destroy(), agent: new HttpAgent() },
    { name: 'before the agent fails', end: (call: ClientRequest) => call.destroy(), agent: new RefusedAgent() },
  ])('is not reported if the application ends its call first, $name', async ({ end, agent }) => {
    watchVendor();
    await callFailing(agent, end);
    await vi.waitFor(() => expect(telemetry.spans()).toHaveLength(1));
    expect(await counted()).toEqual({ requests: 1, errors: 0, notReady: 0 });
  });
});
