import type { Duplex } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startLinqTelemetry } from '../support/linq-answers.js';
import { startRawServer } from '../support/raw-server.js';
import type { TestServer } from '../support/server.js';
import type { Telemetry } from '../support/telemetry.js';
import { closeClients, undicis } from '../support/undici-clients.js';
import { onRequest } from '../support/undici-requests.js';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

let server: TestServer;
let telemetry: Telemetry;

beforeAll(async () => {
  server = await startRawServer((socket, head) => {
    if (head.startsWith('GET /limited')) socket.end('HTTP/1.1 429 Too Many Requests\r\ncontent-length: 0\r\n\r\n');
    else socket.write('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: echo\r\n\r\n');
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

describe.each(undicis)('an upgrade to another protocol by $name', ({ dispatcher }) => {
  /** Upgrades a connection, and returns it with undici's request. */
  async function upgrade(): Promise<{ socket: Duplex; request: WeakRef<object> }> {
    let request: WeakRef<object> | undefined;
    const stop = onRequest('create', (created) => {
      request = new WeakRef(created);
    });
    const { socket } = await dispatcher.upgrade({ origin: server.url, path: '/', protocol: 'echo' });
    stop();
    return { socket, request: request as WeakRef<object> };
  }

  it('is one call without an error, which ends before the connection', async () => {
    const { socket } = await upgrade();
    expect(await telemetry.count('vendor_api.client.requests')).toBe(1);
    expect(await telemetry.count('vendor_api.client.errors')).toBe(0);
    socket.destroy();
  });

  it('is released afterwards', async () => {
    const { socket, request } = await upgrade();
    socket.destroy();
    await vi.waitFor(() => {
      collectGarbage();
      expect(request.deref()).toBeUndefined();
    });
  });

  it('is an error if it is refused', async () => {
    const refused = dispatcher.upgrade({ origin: server.url, path: '/limited', protocol: 'echo' });
    await expect(refused).rejects.toThrow('bad upgrade');
    await vi.waitFor(async () => expect(await telemetry.count('vendor_api.client.errors')).toBe(1));
  });
});
