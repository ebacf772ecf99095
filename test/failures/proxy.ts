import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, type Server, type Socket } from 'node:net';
import type { TestServer } from '../support/server.js';

/** Starts a server, and remembers its connections, of whatever protocol, to close them. */
export async function listen(server: Server, scheme: 'http' | 'https'): Promise<TestServer> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket.on('error', () => undefined).on('close', () => sockets.delete(socket)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    url: `${scheme}://${host}`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** A proxy that makes tunnels (but not to host names), and passes requests on that have their whole URL in the path. */
export function startProxy(): Promise<TestServer> {
  const server = createServer((request, response) => {
    const { hostname, port, pathname, host } = new URL(request.url ?? '');
    const onward = connect(Number(port), hostname);
    onward.on('error', () => response.destroy());
    onward.write(`GET ${pathname} HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`);
    if (response.socket) onward.pipe(response.socket);
  });
  server.on('connect', (request: IncomingMessage, socket: Socket) => {
    const [, host, port] = /^([\d.]+):(\d+)$/.exec(request.url ?? '') ?? [];
    if (host === undefined) {
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
      return;
    }
    const onward = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  });
  return listen(server, 'http');
}
