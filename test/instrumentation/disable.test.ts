import { EventEmitter, once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Span } from '@opentelemetry/api';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LINQ_LIMITED, LINQ_SUCCESS } from '../support/answers.js';
import { watchLinq } from '../support/linq-answers.js';
import { replacedMethods } from '../support/replaced-methods.js';
import { startServer, type TestServer } from '../support/server.js';
import { startTelemetry, type Telemetry } from '../support/telemetry.js';
import { clients, closeClients } from '../support/undici-clients.js';
import { isFollowedMethod, onRequest } from '../support/undici-requests.js';

const HEADERS = { 'content-type': 'application/json', ...LINQ_LIMITED.headers };
// More than is captured, so that its end could be reported before the call's end.
const BODY = JSON.stringify({ ...LINQ_LIMITED.body, padding: 'x'.repeat(100_000) });
const HALF = 1000;

const some = clients.filter(({ name }) => ['fetch of Node.js', 'undici5 request', 'undici7 fetch'].includes(name));

let vendor: TestServer;
/** The server waits in the middle of a response, and passes on a function that continues it. */
const waiting = new EventEmitter();

beforeAll(async () => {
  vendor = await startServer((request, response) => {
    const [, waits] = request.url?.split('/wait-') ?? [];
    if (request.url === '/ok') response.writeHead(200, LINQ_SUCCESS.headers).end();
    else if (waits === 'before-head') {
      waiting.emit('wait', () => response.writeHead(429, HEADERS).end(BODY));
    } else {
      response.writeHead(429, HEADERS).write(BODY.slice(0, HALF));
      const finish = () => response.end(BODY.slice(HALF));
      if (waits === 'in-body') waiting.emit('wait', finish);
      else finish();
    }
  });
});

afterAll(async () => {
  await closeClients();
  await vendor.close();
});

/** The methods that a request has itself when its response has begun: some are the client's. */
async function methodsOfRequest(client: (typeof clients)[number]): Promise<string[]> {
  const methods: string[][] = [];
  const stop = onRequest('headers', (request) => methods.push(replacedMethods(request)));
  await client.get(`${vendor.url}/limited`);
  stop();
  expect(methods).toHaveLength(1);
  return methods.flat();
}

const isWatchedMethod = (name: string) => name === 'end' || name === 'recordException';

const vendorKeys = (telemetry: Telemetry) =>
  telemetry.spans().flatMap(({ attributes }) => Object.keys(attributes).filter((key) => key.startsWith('vendor_api.')));

describe.each([
  ['its own instrumentation', () => undefined],
  ['an instrumentation that it enriches', () => new UndiciInstrumentation()],
])('a plugin with %s', (_whose, makeEnriched) => {
  let plugin: ReturnType<typeof watchLinq>;
  let telemetry: Telemetry;
  let spans: Span[];

  let enrich: UndiciInstrumentation | undefined;

  beforeEach(() => {
    spans = [];
    enrich = makeEnriched();
    enrich?.setConfig({ requestHook: (span) => spans.push(span) });
    plugin = watchLinq([vendor.host]);
    telemetry = startTelemetry(enrich ? [enrich, plugin] : [plugin]);
  });

  afterEach(() => telemetry.stop());

  it.each(clients)('ignores requests and spans after it is disabled: $name', async (client) => {
    const touched = await methodsOfRequest(client);
    telemetry.reset();
    spans = [];
    plugin.disable();
    const untouched = await methodsOfRequest(client);
    const followed = touched.filter(isFollowedMethod);
    // One gets the body, one the error.
    expect(followed).toHaveLength(2);
    expect(untouched.filter(isFollowedMethod)).toEqual([]);
    expect(touched).toEqual([...untouched, ...followed].sort());
    expect(spans.flatMap(replacedMethods).filter(isWatchedMethod)).toEqual([]);
    expect(telemetry.spans()).toHaveLength(enrich ? 1 : 0);
    expect(vendorKeys(telemetry)).toEqual([]);
    expect(await telemetry.count('vendor_api.client.requests')).toBe(1);
  });

  it.each(
    some.flatMap((client) =>
      (['before-head', 'in-body'] as const).map((moment) => ({ name: client.name, moment, client })),
    ),
  )('ends a call in flight normally and does not report it: $name, $moment', async ({ client, moment }) => {
    const wait = once(waiting, 'wait');
    const requests: object[] = [];
    const headers = new Promise<void>((resolve) => {
      const stop = onRequest(moment === 'in-body' ? 'headers' : 'create', (request) => {
        stop();
        requests.push(request);
        resolve();
      });
    });
    const answer = client.get(`${vendor.url}/wait-${moment}`);
    const [finish] = (await wait) as [() => void];
    await headers;
    plugin.disable();
    expect(requests.flatMap(replacedMethods).filter(isFollowedMethod)).toEqual([]);
    finish();
    expect((await answer).bytes.toString()).toBe(BODY);
    expect(spans.flatMap(replacedMethods).filter(isWatchedMethod)).toEqual([]);
    const reported = vendorKeys(telemetry).filter((key) => key.startsWith('vendor_api.error.'));
    expect(reported).toEqual([]);
    expect(await telemetry.count('vendor_api.client.requests')).toBe(0);
    expect(await telemetry.count('vendor_api.client.errors')).toBe(0);
  });
});

it('restores the methods of a call of node:http in flight', async () => {
  const plugin = watchLinq([vendor.host]);
  const telemetry = startTelemetry([plugin]);
  const wait = once(waiting, 'wait');
  const request = get(`${vendor.url}/wait-in-body`);
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  const [finish] = (await wait) as [() => void];
  const isWatched = (name: string) => name === 'destroy' || name === 'push';
  const methods = () => [request, response].map((each) => replacedMethods(each).filter(isWatched));
  const watched = methods();
  plugin.disable();
  const restored = methods();
  finish();
  expect((await buffer(response)).toString()).toBe(BODY);
  expect(watched).toEqual([['destroy'], ['destroy', 'push']]);
  expect(restored).toEqual([[], []]);
  await telemetry.stop();
});
