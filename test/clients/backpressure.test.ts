import type { ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { startLinqTelemetry } from '../support/linq-answers.js';
import { startServer, type TestServer } from '../support/server.js';
import type { Telemetry } from '../support/telemetry.js';
import { closeClients, undicis } from '../support/undici-clients.js';
import { onSocket } from '../support/undici-requests.js';

const KIB = 1024;
const MIB = 1024 * KIB;
/** More than the kernel's buffers of one connection and a client's own take together. */
const TOTAL = 16 * MIB;

let server: TestServer;
let telemetry: Telemetry | undefined;
let answering: ServerResponse | undefined;
let sent = 0;

beforeAll(async () => {
  const piece = Buffer.alloc(64 * KIB, 'x');
  server = await startServer((_request, response) => {
    answering = response;
    sent = 0;
    const send = (): void => {
      while (sent < TOTAL) {
        sent += piece.byteLength;
        if (!response.write(piece)) return void response.once('drain', send);
      }
      response.end();
    };
    response.writeHead(503, { 'content-length': TOTAL });
    send();
  });
});

afterAll(async () => {
  await closeClients();
  await server.close();
});

afterEach(async () => {
  await telemetry?.stop();
  telemetry = undefined;
});

/** Waits until the server cannot send any more: its socket is full and stays so for several looks in a row. */
async function serverStalls(): Promise<void> {
  let before = -1;
  let looks = 0;
  await vi.waitFor(
    () => {
      looks = sent === before && answering?.writableNeedDrain ? looks + 1 : 0;
      before = sent;
      if (looks < 6) throw new Error(`the server still sends, ${sent} bytes so far`);
    },
    { interval: 20, timeout: 5_000 },
  );
}

/** The tap stays on the response for its first 8 MiB, so that it has the time to do harm. */
function watch(): void {
  telemetry = startLinqTelemetry([server.host], { maxBodyBytes: 8 * MIB });
}

async function withAndWithout<T>(call: () => Promise<T>): Promise<{ without: T; withPlugin: T }> {
  const without = await call();
  watch();
  const withPlugin = await call();
  expect(await telemetry?.count('vendor_api.client.errors')).toBe(1);
  return { without, withPlugin };
}

describe.each(undicis)('$name', (undici) => {
  it('passes no second chunk before the handler asks for it', async () => {
    const { without, withPlugin } = await withAndWithout(async () => {
      let chunks = 0;
      let bytes = 0;
      let paused = true;
      let resume = (): void => undefined;
      const complete = new Promise((resolve, reject) => {
        undici.dispatcher.dispatch(
          { origin: server.url, path: '/', method: 'GET' },
          {
            onConnect: () => undefined,
            onHeaders(_status: number, _headers: unknown, resumeSocket: () => void) {
              resume = resumeSocket;
              return true;
            },
            onData(chunk: Buffer) {
              chunks += 1;
              bytes += chunk.byteLength;
              return !paused;
            },
            onComplete: resolve,
            onError: reject,
          },
        );
      });
      await serverStalls();
      const chunksWhilePaused = chunks;
      paused = false;
      resume();
      await complete;
      return { chunksWhilePaused, bytes };
    });
    expect(without).toEqual({ chunksWhilePaused: 1, bytes: TOTAL });
    expect(withPlugin).toEqual(without);
  });

  it('limits the buffer of an unread response', async () => {
    const { without, withPlugin } = await withAndWithout(async () => {
      const { body } = await undici.request(server.url);
      await serverStalls();
      const buffered = body.readableLength;
      return { buffered, bytes: (await buffer(body)).byteLength };
    });
    for (const { buffered, bytes } of [without, withPlugin]) {
      expect(buffered).toBeGreaterThan(0);
      // The stream's mark, and the one chunk that goes over it.
      expect(buffered).toBeLessThanOrEqual(128 * KIB);
      expect(bytes).toBe(TOTAL);
    }
  });
});

it('stops reading from the socket while fetch is paused', async () => {
  let socket: { readonly bytesRead: number } | undefined;
  const stop = onSocket((used) => {
    socket = used;
  });
  const { without, withPlugin } = await withAndWithout(async () => {
    const response = await fetch(server.url);
    const reader = response.body?.getReader();
    let bytes = (await reader?.read())?.value?.byteLength ?? 0;
    const alreadyRead = socket?.bytesRead ?? 0;
    await serverStalls();
    const readWhilePaused = (socket?.bytesRead ?? 0) - alreadyRead;
    for (let part = await reader?.read(); part?.value; part = await reader?.read()) bytes += part.value.byteLength;
    return { readWhilePaused, bytes };
  });
  stop();
  for (const { readWhilePaused, bytes } of [without, withPlugin]) {
    expect(readWhilePaused).toBeLessThan(MIB);
    expect(bytes).toBe(TOTAL);
  }
  expect(socket?.bytesRead).toBeGreaterThan(TOTAL);
});
