import '../support/builtin-fetch.js';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { at, codeText, defineVendor, VendorErrorsInstrumentation } from '../../src/index.js';
import { startServer, type TestServer } from '../support/server.js';
import { startTelemetry, type Telemetry } from '../support/telemetry.js';

const acme = defineVendor({
  name: 'acme',
  hosts: ['api.acme.test'],
  readError: ({ body }) => ({ code: codeText(at(body, 'code')) }),
  routes: ['/{version}/messages', 'POST /{version}/files/*'],
  onlyRoutes: true,
  codes: { too_fast: { code: 'rate_limited', retryable: true } },
});

let server: TestServer;
let telemetry: Telemetry;

beforeAll(async () => {
  server = await startServer((_request, response) => {
    response.writeHead(429, { 'content-type': 'application/json' }).end('{"code":"too_fast"}');
  });
  telemetry = startTelemetry([new VendorErrorsInstrumentation({ vendors: [{ ...acme, hosts: [server.host] }] })]);
});

afterEach(() => telemetry.reset());

afterAll(async () => {
  await telemetry.stop();
  await server.close();
});

it.each([
  ['GET', '/v1/messages?limit=1', 'rate_limited'],
  ['POST', '/v1/files/a/b', 'rate_limited'],
  ['GET', '/v1/files/a/b', undefined],
  ['POST', '/v1/accounts', undefined],
  ['POST', '/base/v1/messages', undefined],
])('a vendor of a user that is restricted to its routes: %s %s is %s', async (method, path, code) => {
  await (await fetch(server.url + path, { method })).text();
  const { attributes } = telemetry.span();
  expect([attributes['vendor_api.name'], attributes['vendor_api.error.code']]).toEqual([code && 'acme', code]);
});
