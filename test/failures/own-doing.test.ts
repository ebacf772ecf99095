import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import type { Socket } from 'node:net';
import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { startLinqTelemetry } from '../support/linq-answers.js';
import { startRawServer } from '../support/raw-server.js';
import type { TestServer } from '../support/server.js';
import type { Telemetry } from '../support/telemetry.js';

const HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 1000000\r\n\r\n';
const NO_FILE = '/no/such/file';

let server: TestServer;
let telemetry: Telemetry;

beforeAll(async () => {
  server = await startRawServer((socket: Socket, head) => {
    if (head.startsWith('GET /unchanged')) socket.end('HTTP/1.1 304 Not Modified\r\ncontent-length: 50\r\n\r\n');
    else socket.write(HEAD + 'x'.repeat(100_000));
  });
});

afterAll(() => server.close());

beforeEach(() => {
  telemetry = startLinqTelemetry([server.host]);
});

afterEach(() => telemetry.stop());

async function expectNoError(): Promise<void> {
  await vi.waitFor(() => expect(telemetry.spans()).toHaveLength(1));
  expect(telemetry.span().attributes).toMatchObject({ 'vendor_api.name': 'linq' });
  expect(telemetry.span().attributes).not.toHaveProperty(['vendor_api.error.code']);
  expect(await telemetry.count('vendor_api.client.requests')).toBe(1);
  expect(await telemetry.count('vendor_api.client.errors')).toBe(0);
}

it('reports no error if the application cannot read the file that it sends', async () => {
  const body = Readable.toWeb(createReadStream(NO_FILE)) as ReadableStream;
  const upload = fetch(server.url, { method: 'POST', body, duplex: 'half' } as RequestInit);
  await expect(upload).rejects.toThrow('fetch failed');
  await expectNoError();
});

it('reports no error if the application cannot write the response to a file', async () => {
  const { body } = await fetch(server.url);
  const download = pipeline(Readable.fromWeb(body as never), createWriteStream(NO_FILE));
  await expect(download).rejects.toThrow('ENOENT');
  await expectNoError();
});

it("reports no error if the application's reader goes away", async () => {
  const { body } = await fetch(server.url);
  const readable = Readable.fromWeb(body as never);
  const reader = new PassThrough();
  const passing = pipeline(readable, reader);
  await once(reader, 'data');
  reader.destroy();
  await expect(passing).rejects.toThrow('Premature close');
  await expectNoError();
});

it('treats a response whose status has no body as complete, for any content-length', async () => {
  const response = await fetch(`${server.url}/unchanged`, { headers: { 'if-none-match': '"x"' } });
  expect([response.status, await response.text()]).toEqual([304, '']);
  await expectNoError();
});
