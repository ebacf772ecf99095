import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { secondsBeforeRetry } from '../../examples/retry/retry.mjs';
import { axiosWithRetries } from '../../examples/retry/with-axios.mjs';
import { fetchWithRetries } from '../../examples/retry/with-fetch.mjs';
import { linqClient, linqWithRetries } from '../../examples/retry/with-linq-sdk.mjs';
import { chert, linq, messagesDev, type VendorError } from '../../src/index.js';
import { startVendorSimulator, type VendorSimulator } from '../../src/testing.js';

interface Options {
  readonly maxAttempts?: number;
  readonly maxWait?: number;
  readonly firstWait?: number;
  readonly signal?: AbortSignal;
}

/** Sends a message through Linq; resolves to the HTTP status of the last attempt. */
type Send = (url: string, options: Options) => Promise<number>;

const PATH = '/api/partner/v3/chats';
const HEADERS = { authorization: 'Bearer x', 'content-type': 'application/json' };
const PARAMS = {
  from: '+12223334444',
  to: ['+15556667777'],
  message: { parts: [{ type: 'text' as const, value: 'Hello!' }] },
};
const body = JSON.stringify(PARAMS);

const statusOf = (error: { status?: number; response?: { status: number } }) => {
  const status = error.response?.status ?? error.status;
  if (status === undefined) throw error;
  return status;
};

const clients: Record<string, Send> = {
  fetch: async (url, options) =>
    (await fetchWithRetries(linq(), url + PATH, { method: 'POST', headers: HEADERS, body }, options)).status,
  axios: (url, options) =>
    axiosWithRetries(linq(), { method: 'POST', url: url + PATH, headers: HEADERS, data: body }, options).then(
      ({ status }) => status,
      statusOf,
    ),
  'Linq’s SDK': (url, options) => {
    const client = linqClient({ baseURL: `${url}/api/partner`, apiKey: 'x' });
    return linqWithRetries(linq(), (request) => client.chats.create(PARAMS, request), options).then(
      () => 201,
      statusOf,
    );
  },
};

let simulator: VendorSimulator;
/** Counts the attempts in front of the simulator. */
let counter: Server;
let url: string;
let attempts: number;
/** What happens with the next attempts instead of a response. */
let failures: ('hang' | 'reset')[];

beforeAll(async () => {
  simulator = await startVendorSimulator();
  counter = createServer(async (request, response) => {
    attempts += 1;
    const failure = failures.shift();
    if (failure === 'hang') return;
    if (failure === 'reset') {
      request.socket.resetAndDestroy();
      return;
    }
    const { method = 'GET', headers } = request;
    const answer = await fetch(simulator.linq.url + request.url, {
      method,
      headers: { authorization: headers.authorization ?? '' },
    });
    const { status } = answer;
    response.writeHead(
      status,
      Object.fromEntries(
        ['content-type', 'x-trace-id', 'retry-after'].flatMap((name) => {
          const value = answer.headers.get(name);
          return value === null ? [] : [[name, value]];
        }),
      ),
    );
    response.end(await answer.text());
  });
  await new Promise<void>((resolve) => counter.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(counter.address() as AddressInfo).port}`;
});

afterAll(async () => {
  counter.closeAllConnections();
  counter.close();
  await simulator.close();
});

beforeEach(() => {
  attempts = 0;
  failures = [];
});

/** Answers that a test has left over must not reach the next one. */
afterEach(async () => {
  for (let left = 0; left < 10; left += 1) await (await fetch(simulator.linq.url)).text();
});

const quick = { firstWait: 0.05 };

describe.each(Object.entries(clients))('retries with %s', (_client, send) => {
  it.each<[string, (number | string)[], Options, number, number]>([
    ['a success is not repeated', [], quick, 201, 1],
    ['a failure for a while is repeated until it succeeds', [3001, 'html_502'], quick, 201, 3],
    ['attempts are bounded', [3001, 3002, 3004, 3001], quick, 500, 3],
    ['attempts are bounded by the option', [3001, 3002, 3004, 3001, 3001], { ...quick, maxAttempts: 4 }, 500, 4],
    ['what no retry can help is not repeated', [2008], quick, 403, 1],
    ['nor is a conflict that stays, which the SDK would repeat', [2014], quick, 409, 1],
    ['nor is a retryable failure that turns into another', [3001, 2008], quick, 403, 2],
    ['a wait beyond the bound is not waited for', [1007], { ...quick, maxWait: 1 }, 429, 1],
  ])('%s', async (_what, answers, options, status, count) => {
    simulator.linq.answerNext(...answers);
    expect(await send(url, options)).toBe(status);
    expect(attempts).toBe(count);
  });

  it('retries after a broken connection', async () => {
    failures = ['reset', 'reset'];
    expect(await send(url, quick)).toBe(201);
    expect(attempts).toBe(3);
  });

  it('throws if each connection breaks', async () => {
    failures = ['reset', 'reset', 'reset', 'reset'];
    await expect(send(url, quick)).rejects.toThrow();
    expect(attempts).toBe(3);
  });

  it('waits as long as the vendor requests', async () => {
    simulator.linq.answerNext(1007);
    const start = performance.now();
    expect(await send(url, quick)).toBe(201);
    expect(performance.now() - start).toBeGreaterThanOrEqual(2000);
    expect(attempts).toBe(2);
  });

  it('makes no attempt after an abort in a wait', async () => {
    simulator.linq.answerNext(1007);
    const start = performance.now();
    await expect(send(url, { ...quick, signal: AbortSignal.timeout(300) })).rejects.toThrow();
    expect(performance.now() - start).toBeLessThan(1500);
    expect(attempts).toBe(1);
  });

  it('makes no attempt after an abort in a call', async () => {
    failures = ['hang'];
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 200);
    await expect(send(url, { ...quick, signal: controller.signal })).rejects.toThrow();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(attempts).toBe(1);
  });

  it('makes no attempt after an earlier abort', async () => {
    await expect(send(url, { ...quick, signal: AbortSignal.abort() })).rejects.toThrow();
    expect(attempts).toBe(0);
  });
});

describe('with other vendors', () => {
  const send = (vendor: typeof linq, address: string, headers: Record<string, string>) =>
    fetchWithRetries(vendor(), address, { method: 'POST', headers: { ...HEADERS, ...headers }, body: '{}' }, quick);

  it('makes no retry if a quota is used up until midnight', async () => {
    simulator.messagesDev.answerNext('sandbox_quota_exceeded');
    // A second attempt would succeed.
    expect((await send(messagesDev, `${simulator.messagesDev.url}/v1/messages`, {})).status).toBe(429);
  });

  it('retries a failure with HTTP 200', async () => {
    simulator.chert.answerNext('send_failed', 'send_failed');
    const headers = { 'x-api-key': 'x', 'x-chert-tenant': 'x', 'x-chert-signature': 'x' };
    const { status, body: text } = await send(chert, `${simulator.chert.url}/api/v1/send`, headers);
    expect([status, text.includes('failed')]).toEqual([200, false]);
  });
});

describe('seconds before a retry', () => {
  const error = (more: Partial<VendorError>): VendorError => ({
    vendor: 'acme',
    code: 'rate_limited',
    category: 'rate_limit',
    retryable: true,
    retryBasis: 'code',
    origin: 'response',
    effect: 'none',
    ...more,
  });

  it.each<[string, Partial<VendorError>, number, number, number]>([
    ['the first wait', {}, 1, 0.5, 1],
    ['the second', {}, 2, 1, 2],
    ['the fifth', {}, 5, 8, 16],
    ['one that would be long', {}, 20, 30, 30],
    ['the vendor’s', { retryAfter: 7 }, 1, 7.5, 8],
    ['the longest', { retryAfter: 30 }, 1, 30, 30],
    ['the vendor’s of 0', { retryAfter: 0 }, 1, 0.5, 1],
    ['an allowance that renews soon', { category: 'quota', code: 'quota_exceeded', retryAfter: 20 }, 1, 20, 21],
  ])('%s', (_what, more, attempt, least, most) => {
    for (let times = 0; times < 100; times += 1) {
      const seconds = secondsBeforeRetry(error(more), attempt, { maxAttempts: 100 });
      expect(seconds).toBeGreaterThanOrEqual(least);
      expect(seconds).toBeLessThanOrEqual(most);
    }
  });

  it.each<[string, Partial<VendorError>, number]>([
    ['of an error that no retry can help', { retryable: false, retryAfter: 1 }, 1],
    ['after the last attempt', {}, 3],
    ['of an allowance that nobody knows the renewal of', { category: 'quota', code: 'quota_exceeded' }, 1],
    ['before the vendor’s time', { retryAfter: 31 }, 1],
  ])('none %s', (_what, more, attempt) => {
    expect(secondsBeforeRetry(error(more), attempt)).toBeUndefined();
  });
});
