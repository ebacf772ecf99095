import type { ServerResponse } from 'node:http';
import { MeterProvider } from '@opentelemetry/sdk-metrics';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { messagesDev, trackly, VendorErrorsInstrumentation } from '../../src/index.js';
import { memoryMetrics } from '../support/memory-metrics.js';
import { NamedHosts } from '../support/named-hosts.js';
import { startServer, type TestServer } from '../support/server.js';

const CALLS = 2000;

let state = 1;

/** A number from 0 to `limit` - 1: the same ones in every run. */
function random(limit: number): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 2 ** 32) * limit);
}

const oneOf = <T>(...values: readonly T[]): T => values[random(values.length)] as T;

/** A text that does not come twice, or a name that objects have. */
const text = () => oneOf(`text_${random(1e9)}`, `${random(1e9)}`, `${random(1e9)}`, oneOf('__proto__', 'constructor'));

/** Everything in a response is random, except codes and classes of the tables. */
function answer(response: ServerResponse, vendor: string): void {
  const retry_after = oneOf(undefined, random(1e6));
  const message = oneOf(undefined, text());
  const body =
    vendor === 'messages'
      ? {
          error: {
            code: oneOf('rate_limit_exceeded', 'invalid_json', undefined, text()),
            type: oneOf('rate_limit_error', 'invalid_request_error', undefined, text()),
            message,
            param: text(),
            retry_after,
          },
          request_id: text(),
        }
      : { error: message, code: oneOf(`${text()}_not_enabled`, undefined, text()) };
  const status = oneOf(200, 400, 429, 503);
  const headers = { 'content-type': 'application/json', 'retry-after': `${random(1e6)}`, 'x-trace-id': text() };
  response.writeHead(status, headers).end(JSON.stringify(body));
}

const hosts = new NamedHosts();
const memory = memoryMetrics();
let server: TestServer;
let stop: () => Promise<void>;

beforeAll(async () => {
  server = await startServer((request, response) => answer(response, request.headers.host?.split('.')[1] ?? ''));
  const provider = new MeterProvider({ readers: [memory.reader] });
  const plugin = new VendorErrorsInstrumentation({
    vendors: [messagesDev({ hosts: ['*.messages.test'] }), trackly({ hosts: ['*.trackly.test'] })],
  });
  plugin.setMeterProvider(provider);
  stop = async () => {
    plugin.disable();
    await provider.shutdown();
  };
  const { port } = new URL(server.url);
  for (let made = 0; made < CALLS; made += 50) {
    const batch = Array.from({ length: 50 }, () => {
      const host = `host-${random(40)}.${oneOf('messages', 'trackly')}.test:${port}`;
      return hosts.call(`http://${host}/${text()}`);
    });
    await Promise.all(batch);
  }
}, 30_000);

afterAll(async () => {
  await stop();
  await hosts.close();
  await server.close();
});

async function attributes(metric: string) {
  return (await memory.points(`vendor_api.client.${metric}`)).map((point) => point.attributes);
}

const valuesOf = (found: readonly Record<string, unknown>[], key: string) => [
  ...new Set(found.map((each) => each[key])),
];

it('requests have a series for each vendor and status', async () => {
  expect(await memory.count('vendor_api.client.requests')).toBe(CALLS);
  const found = await attributes('requests');
  expect(found).toHaveLength(2 * 4);
  expect(valuesOf(found, 'server.address').sort()).toEqual(['messages.test', 'trackly.test']);
  expect(valuesOf(found, 'error.type').sort()).toEqual(['400', '429', '503', undefined]);
});

it('errors have a series for each vendor, status and row', async () => {
  const found = await attributes('errors');
  // Two rows, at three statuses. A code without a row, or none, at three statuses: the class determines two of these.
  const ofMessages = 2 * 3 + 2 * (2 + 1 + 2);
  // The row of a pattern, a code without a row, or none, at three statuses.
  const ofTrackly = 3 * 3;
  expect(found.filter((each) => each['vendor_api.name'] === 'messages.dev')).toHaveLength(ofMessages);
  expect(found.filter((each) => each['vendor_api.name'] === 'trackly')).toHaveLength(ofTrackly);
  expect(found).toHaveLength(ofMessages + ofTrackly);
  expect(valuesOf(found, 'vendor_api.error.native_code').sort()).toEqual([
    '_OTHER',
    'invalid_json',
    'rate_limit_exceeded',
    '{product}_not_enabled',
    undefined,
  ]);
});

it('times to wait have a series for each vendor and normalized code', async () => {
  const found = await attributes('retry_after');
  const names = found.map((each) => `${each['vendor_api.name']} ${each['vendor_api.error.code']}`);
  expect(names.sort()).toEqual([
    'messages.dev invalid_request',
    'messages.dev malformed_body',
    'messages.dev rate_limited',
    'messages.dev service_unavailable',
    'trackly feature_not_available',
    'trackly invalid_request',
    'trackly rate_limited',
    'trackly service_unavailable',
  ]);
});
