import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { telnyx } from '../../examples/telnyx.mjs';
import { VendorErrorsInstrumentation } from '../../src/index.js';
import { startServer, type TestServer } from '../support/server.js';
import { startTelemetry, type Telemetry } from '../support/telemetry.js';

const ANSWERS: Record<string, { status: number; body: object }> = {
  '/v2/messages': {
    status: 422,
    body: {
      errors: [
        {
          code: '10016',
          title: 'Phone number must be in +E.164 format',
          detail: "The 'to' parameter must be in +E.164 format.",
          source: { pointer: '/to' },
        },
      ],
    },
  },
  '/v2/unknown': { status: 403, body: { errors: [{ code: '20017', title: 'Something new' }] } },
};

let server: TestServer;
let telemetry: Telemetry;

beforeAll(async () => {
  server = await startServer((request, response) => {
    const { status, body } = ANSWERS[request.url ?? ''] ?? { status: 500, body: {} };
    response.writeHead(status, { 'content-type': 'application/json', 'x-request-id': 'f1b7-telnyx' });
    response.end(JSON.stringify(body));
  });
  telemetry = startTelemetry([new VendorErrorsInstrumentation({ vendors: [{ ...telnyx, hosts: [server.host] }] })]);
});

afterEach(() => telemetry.reset());

afterAll(async () => {
  await telemetry.stop();
  await server.close();
});

it("classifies an error of a user's vendor", async () => {
  await (await fetch(`${server.url}/v2/messages`, { method: 'POST', body: '{}' })).text();
  expect(telemetry.span().attributes).toMatchObject({
    'vendor_api.name': 'telnyx',
    'vendor_api.trace_id': 'f1b7-telnyx',
    'vendor_api.error.code': 'invalid_phone_number',
    'vendor_api.error.native_code': '10016',
    'vendor_api.error.param': '/to',
    'vendor_api.error.retryable': false,
    'vendor_api.error.retry_basis': 'code',
    'vendor_api.error.effect': 'none',
  });
  expect(telemetry.span().status.message).toBe('telnyx 10016 invalid_phone_number');
});

it('uses the HTTP status for a code without a row', async () => {
  await (await fetch(`${server.url}/v2/unknown`)).text();
  expect(telemetry.span().attributes).toMatchObject({
    'vendor_api.error.code': 'permission_denied',
    'vendor_api.error.native_code': '20017',
    'vendor_api.error.retry_basis': 'http_status',
    'vendor_api.error.effect': 'none',
  });
  expect(await telemetry.count('vendor_api.client.errors', { 'vendor_api.error.native_code': '_OTHER' })).toBe(1);
});
