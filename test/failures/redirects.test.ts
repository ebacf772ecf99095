import '../support/builtin-fetch.js';
import { createRequire } from 'node:module';
import { SpanKind } from '@opentelemetry/api';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import axios from 'axios';
import got from 'got';
import nodeFetch from 'node-fetch';
import superagent from 'superagent';
import { Agent, interceptors, request } from 'undici7';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { linq, VendorErrorsInstrumentation } from '../../src/index.js';
import { startServer, type TestServer } from '../support/server.js';
import { startTelemetry, type Telemetry } from '../support/telemetry.js';
import { ERROR } from './answers.js';
import { errorOn, oursOn } from './spans.js';

let elsewhere: TestServer;
let vendor: TestServer;
let telemetry: Telemetry;

const HEADERS = { 'content-type': 'application/json' };

beforeAll(async () => {
  vendor = await startServer((_request, response) => response.writeHead(409, HEADERS).end(ERROR));
  elsewhere = await startServer(({ url }, response) => {
    const errorOfItsOwn = url === '/error';
    if (errorOfItsOwn) response.writeHead(409, HEADERS).end(ERROR);
    else response.writeHead(307, { location: vendor.url }).end();
  });
  const instrumentations = [new UndiciInstrumentation(), new HttpInstrumentation()];
  const vendors = [linq({ hosts: [vendor.host] })];
  telemetry = startTelemetry([...instrumentations, new VendorErrorsInstrumentation({ vendors })]);
  createRequire(import.meta.url)('node:http');
});

afterEach(() => telemetry.reset());

afterAll(async () => {
  await telemetry.stop();
  await vendor.close();
  await elsewhere.close();
});

/** Clients that follow redirects, with a body where they send it again. */
const clients: readonly { name: string; post(url: string): Promise<{ status: number; text: string }> }[] = [
  {
    name: 'fetch',
    post: async (url) => {
      const response = await fetch(url, { method: 'POST', body: '{}' });
      return { status: response.status, text: await response.text() };
    },
  },
  {
    name: 'undici 7 request',
    post: async (url) => {
      const dispatcher = new Agent().compose(interceptors.redirect({ maxRedirections: 2 }));
      const { statusCode, body } = await request(url, { method: 'POST', body: '{}', dispatcher });
      return { status: statusCode, text: await body.text() };
    },
  },
  {
    name: 'axios',
    post: async (url) => {
      const { status, data } = await axios.post(url, '{}', { responseType: 'arraybuffer', validateStatus: () => true });
      return { status, text: `${data}` };
    },
  },
  {
    name: 'got',
    post: async (url) => {
      const { statusCode, body } = await got.post(url, { body: '{}', throwHttpErrors: false, retry: { limit: 0 } });
      return { status: statusCode, text: body };
    },
  },
  {
    name: 'node-fetch',
    post: async (url) => {
      const response = await nodeFetch(url, { method: 'POST', body: '{}' });
      return { status: response.status, text: await response.text() };
    },
  },
  {
    name: 'superagent',
    // It asks before it sends a body again, so without one.
    post: async (url) => {
      const { status, text } = await superagent.get(url).ok(() => true);
      return { status, text };
    },
  },
];

const portOf = ({ url }: TestServer) => Number(new URL(url).port);
const calls = () => telemetry.spans().filter(({ kind }) => kind === SpanKind.CLIENT);

describe.each(clients)('$name', ({ post }) => {
  it("sets the vendor's error on the last hop only", async () => {
    const before = await telemetry.count('vendor_api.client.errors');
    expect(await post(elsewhere.url)).toEqual({ status: 409, text: ERROR });
    await vi.waitFor(() => expect(calls()).toHaveLength(2), { interval: 5 });
    const hop = (server: TestServer) => calls().find(({ attributes }) => attributes['server.port'] === portOf(server));
    const [first, last] = [hop(elsewhere), hop(vendor)];
    expect(first && oursOn(first)).toEqual({});
    expect(first?.attributes['http.response.status_code']).toBe(307);
    expect(last && errorOn(last)).toMatchObject({ 'vendor_api.error.code': 'resource_not_ready' });
    expect(await telemetry.count('vendor_api.client.errors')).toBe(before + 1);
  });

  it('ignores the same error of another host', async () => {
    const before = await telemetry.count('vendor_api.client.requests');
    expect(await post(`${elsewhere.url}/error`)).toEqual({ status: 409, text: ERROR });
    await vi.waitFor(() => expect(calls()).toHaveLength(1), { interval: 5 });
    expect(calls().map(oursOn)).toEqual([{}]);
    expect(await telemetry.count('vendor_api.client.requests')).toBe(before);
  });
});
