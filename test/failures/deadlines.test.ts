import { get } from 'node:http';
import Linq from '@linqapp/sdk';
import axios from 'axios';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { linq, VendorErrorsInstrumentation } from '../../src/index.js';
import { startServer, type TestServer } from '../support/server.js';
import { startTelemetry, type Telemetry } from '../support/telemetry.js';

const REQUESTS = 'vendor_api.client.requests';
const ERRORS = 'vendor_api.client.errors';
/** How long the vendor leaves calls unanswered until an abort is a timeout, and how long the applications wait. */
const THRESHOLD = 100;
const WAIT = 500;

let vendor: TestServer;
let telemetry: Telemetry;

beforeAll(async () => {
  vendor = await startServer((request, response) => {
    // It begins to answer, or keeps silent.
    if (request.url?.includes('/begins')) response.writeHead(200, { 'content-type': 'application/json' }).write('{');
  });
});

afterAll(() => vendor.close());

afterEach(() => telemetry.stop());

function start(unansweredTimeoutMillis?: number): void {
  const plugin = new VendorErrorsInstrumentation({
    vendors: [linq({ hosts: [vendor.host] })],
    ...(unansweredTimeoutMillis !== undefined && { unansweredTimeoutMillis }),
  });
  telemetry = startTelemetry([plugin]);
}

function abortLater(): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), WAIT);
  return controller.signal;
}

const ignore = () => undefined;

/** Ways of ending a call that look like those of a user who cancels, and how many attempts each makes. */
const DEADLINES: readonly (readonly [what: string, attempts: number, call: () => Promise<unknown>])[] = [
  ['fetch with a timer that aborts', 1, () => fetch(vendor.url, { signal: abortLater() })],
  [
    "Linq's SDK with a timeout, which aborts each attempt",
    3,
    () => new Linq({ apiKey: 'x', baseURL: vendor.url, timeout: WAIT, maxRetries: 2 }).chats.retrieve('chat-1'),
  ],
  ['axios with a timer that aborts', 1, () => axios.get(vendor.url, { signal: abortLater(), adapter: 'http' })],
  [
    'node:http with a timer that destroys',
    1,
    () =>
      new Promise((resolve) => {
        const request = get(vendor.url).on('error', resolve);
        setTimeout(() => request.destroy(), WAIT);
      }),
  ],
];

const settled = () => new Promise((resolve) => setTimeout(resolve, 10));

describe.each(DEADLINES)('%s', (_what, attempts, call) => {
  it('reports an abort of a long unanswered call as a timeout', async () => {
    start(THRESHOLD);
    await call().catch(ignore);
    await settled();
    expect(
      await telemetry.count(ERRORS, { 'vendor_api.error.code': 'timeout', 'vendor_api.error.effect': 'none' }),
    ).toBe(attempts);
    expect(await telemetry.count(REQUESTS, { 'vendor_api.call.outcome': 'failed' })).toBe(attempts);
    for (const { attributes, status } of telemetry.spans()) {
      expect(attributes).toMatchObject({ 'vendor_api.error.code': 'timeout', 'error.type': 'timeout' });
      expect(status).toEqual({ code: 2, message: 'linq timeout' });
    }
  });

  it('reports an earlier abort as no error, with its own outcome', async () => {
    start();
    await call().catch(ignore);
    await settled();
    expect(await telemetry.count(ERRORS)).toBe(0);
    expect(await telemetry.count(REQUESTS, { 'vendor_api.call.outcome': 'aborted' })).toBe(attempts);
    expect(await telemetry.count(REQUESTS)).toBe(attempts);
    for (const { attributes } of telemetry.spans()) expect(attributes).not.toHaveProperty(['vendor_api.error.code']);
  });
});

it('reports an abort after the response has begun as no error, at any time', async () => {
  start(THRESHOLD);
  const response = await fetch(`${vendor.url}/begins`, { signal: abortLater() });
  await response.text().catch(ignore);
  await settled();
  expect(await telemetry.count(ERRORS)).toBe(0);
  expect(await telemetry.count(REQUESTS, { 'vendor_api.call.outcome': 'answered' })).toBe(1);
});

it('reports a refused connection as failed, neither answered nor aborted', async () => {
  const refused = await startServer(ignore);
  await refused.close();
  telemetry = startTelemetry([new VendorErrorsInstrumentation({ vendors: [linq({ hosts: [refused.host] })] })]);
  await fetch(refused.url).catch(ignore);
  expect(await telemetry.count(REQUESTS, { 'vendor_api.call.outcome': 'failed' })).toBe(1);
});

describe('a `timeout` event of node:http', () => {
  beforeEach(() => start());

  it('does not change a later failure if the application ignores it', async () => {
    const breaking = await startServer((request, response) => {
      setTimeout(() => response.destroy(request.socket.destroy() as never), 60);
    });
    await telemetry.stop();
    telemetry = startTelemetry([new VendorErrorsInstrumentation({ vendors: [linq({ hosts: [breaking.host] })] })]);
    const events: string[] = [];
    await new Promise((resolve) => {
      get(breaking.url, { timeout: 20 })
        .on('timeout', () => events.push('timeout'))
        .on('error', resolve);
    });
    await settled();
    expect(events).toEqual(['timeout']);
    expect(await telemetry.count(ERRORS, { 'vendor_api.error.code': 'connection_reset' })).toBe(1);
    expect(await telemetry.count(ERRORS)).toBe(1);
    await breaking.close();
  });

  it('is the reason of the failure if the application then ends the call', async () => {
    await new Promise((resolve) => {
      const request = get(vendor.url, { timeout: 20 }).on('error', resolve);
      request.on('timeout', () => request.destroy());
    });
    await settled();
    expect(await telemetry.count(ERRORS, { 'vendor_api.error.code': 'timeout' })).toBe(1);
  });
});
