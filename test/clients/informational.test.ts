import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { linqError, startLinqTelemetry } from '../support/linq-answers.js';
import { startRawServer } from '../support/raw-server.js';
import type { TestServer } from '../support/server.js';
import type { Telemetry } from '../support/telemetry.js';
import { clients, closeClients } from '../support/undici-clients.js';

const BODY = linqError(1007);
const FINAL = `HTTP/1.1 429 Too Many Requests\r\nX-Trace-ID: final\r\nContent-Length: ${BODY.length}\r\n\r\n${BODY}`;

const early: Record<string, string> = {
  '/102': 'HTTP/1.1 102 Processing\r\nX-Trace-ID: early\r\n\r\n',
  '/103': 'HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\nX-Trace-ID: early\r\n\r\n',
  '/103-103': 'HTTP/1.1 103 Early Hints\r\nX-Trace-ID: early\r\n\r\n'.repeat(2),
  '/100': 'HTTP/1.1 100 Continue\r\n\r\n',
};

let server: TestServer;
let telemetry: Telemetry;

beforeAll(async () => {
  server = await startRawServer((socket, head) => {
    // Apart, so that the informational response is handled before the final one is there.
    socket.write(early[head.split(' ')[1] ?? ''] ?? '', () => setImmediate(() => socket.write(FINAL)));
  });
});

afterAll(async () => {
  await closeClients();
  await server.close();
});

beforeEach(() => {
  telemetry = startLinqTelemetry([server.host]);
});

afterEach(() => telemetry.stop());

describe.each(clients.filter(({ name }) => /fetch|request/.test(name)))('$name', (client) => {
  it.each(['/102', '/103', '/103-103'])('reads the error from the final response after %s', async (path) => {
    expect(await client.get(server.url + path)).toEqual({ status: 429, bytes: Buffer.from(BODY) });
    const { attributes, status } = telemetry.span();
    expect(attributes).toMatchObject({ 'vendor_api.trace_id': 'final', 'vendor_api.error.native_code': '1007' });
    expect(status.message).toBe('linq 1007 rate_limited');
    expect(await telemetry.count('vendor_api.client.requests')).toBe(1);
    expect(await telemetry.count('vendor_api.client.requests', { 'http.response.status_code': 429 })).toBe(1);
    expect(await telemetry.count('vendor_api.client.errors')).toBe(1);
  });

  it('reports a network error if undici refuses an unexpected 100', async () => {
    await expect(client.get(`${server.url}/100`)).rejects.toThrow();
    expect(telemetry.span().attributes).toMatchObject({ 'vendor_api.error.code': 'connection_reset' });
    expect(await telemetry.count('vendor_api.client.errors', { 'vendor_api.error.origin': 'network' })).toBe(1);
    expect(await telemetry.count('vendor_api.client.requests')).toBe(1);
  });
});
