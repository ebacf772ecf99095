import type { Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { chert, VendorErrorsInstrumentation } from '../../src/index.js';
import { startRawServer } from '../support/raw-server.js';
import type { TestServer } from '../support/server.js';
import { startTelemetry, type Telemetry } from '../support/telemetry.js';

const BODY = JSON.stringify({ status: 'failed', code: 1007, message: 'Slow down', retryable: true });

let server: TestServer;
let connection: Socket;
let telemetry: Telemetry;

beforeAll(async () => {
  server = await startRawServer((socket, head) => {
    const [, status, length] = /\?(\d+)&(\d+)/.exec(head) ?? [];
    connection = socket;
    socket.write(`HTTP/1.1 ${status} x\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n${BODY}`);
  });
});

afterAll(() => server.close());

afterEach(() => telemetry.stop());

const WHOLE = BODY.length;
const CUT = BODY.length + 1;

it.each([
  { what: 'an error', status: 409, length: WHOLE, errorType: '409' },
  { what: 'an error, after which the connection breaks', status: 409, length: CUT, errorType: 'ECONNRESET' },
  { what: 'a failure inside a 2xx', status: 200, length: WHOLE, errorType: undefined },
  { what: 'a failure inside a 2xx that breaks', status: 200, length: CUT, errorType: 'ECONNRESET' },
])('error.type has the value of the HTTP instrumentation: $what', async ({ status, length, errorType }) => {
  const plugin = new VendorErrorsInstrumentation({ vendors: [chert({ hosts: [server.host] })] });
  telemetry = startTelemetry([plugin]);
  const response = await fetch(`${server.url}/api/v1/send?${status}&${length}`, { method: 'POST' });
  const reader = response.body?.getReader();
  await reader?.read();
  if (length === CUT) connection.resetAndDestroy();
  await reader?.read().catch(() => undefined);
  await vi.waitFor(() => expect(telemetry.spans()).toHaveLength(1));
  const [duration] = await telemetry.points('http.client.request.duration');
  const [requests] = await telemetry.points('vendor_api.client.requests');
  expect(duration?.attributes['error.type']).toBe(errorType);
  // Where that has none, it is the normalized code.
  const expected = errorType ?? 'rate_limited';
  expect(telemetry.span().attributes['error.type']).toBe(expected);
  expect(requests?.attributes['error.type']).toBe(expected);
  expect(telemetry.span().attributes['vendor_api.error.code']).toBe('rate_limited');
});
