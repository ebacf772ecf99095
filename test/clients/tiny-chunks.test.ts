import type { Socket } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { capturedBytesInFlight } from '../../src/clients/body-capture.js';
import { watchLinq } from '../support/linq-answers.js';
import { startRawServer } from '../support/raw-server.js';
import type { TestServer } from '../support/server.js';
import { startTelemetry, type Telemetry } from '../support/telemetry.js';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

const MIB = 1024 * 1024;
const CALLS = 3;
const SENT = 50_000;

const stalled: Socket[] = [];
let server: TestServer;
let telemetry: Telemetry;

beforeAll(async () => {
  const answer = `HTTP/1.1 503 Service Unavailable\r\nTransfer-Encoding: chunked\r\n\r\n${'1\r\nx\r\n'.repeat(SENT)}`;
  server = await startRawServer((socket) => {
    socket.write(answer);
    stalled.push(socket);
  });
});

afterAll(() => server.close());

afterEach(() => telemetry.stop());

function memoryInUse(): number {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

it('takes only the memory of the bytes for bodies in chunks of one byte', async () => {
  telemetry = startTelemetry([watchLinq([server.host])]);
  const before = memoryInUse();
  let received = 0;
  const calls = Array.from({ length: CALLS }, async () => {
    const { body } = await fetch(server.url);
    for await (const chunk of body ?? []) received += chunk.byteLength;
  });
  await vi.waitFor(() => expect(received).toBe(CALLS * SENT), { timeout: 10_000 });
  expect(capturedBytesInFlight()).toBeGreaterThanOrEqual(CALLS * SENT);
  // One object per chunk would take three times as much; the bytes and the calls themselves take far less.
  expect(memoryInUse() - before).toBeLessThan(10 * MIB);
  for (const socket of stalled) socket.write('0\r\n\r\n');
  await Promise.all(calls);
  expect(capturedBytesInFlight()).toBe(0);
});
