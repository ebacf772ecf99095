import { execFileSync } from 'node:child_process';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { answer, SUCCESS } from './answers.js';
import type { Failure, Target } from './failures.js';

/** The hosts that the vendor has in these tests. */
export const HOSTS = ['127.0.0.1', 'nope.invalid'];

/** A self-signed certificate with its key, from the `openssl` of the machine. */
export function makeCertificate(name: string): { readonly key: string; readonly cert: string } {
  const args = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=test -keyout - -out -';
  const pem = execFileSync('openssl', [...args.split(' '), '-addext', `subjectAltName=${name}`], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const start = pem.indexOf('-----BEGIN CERTIFICATE-----');
  return { key: pem.slice(0, start), cert: pem.slice(start) };
}

export interface Targets {
  urlOf(failure: Failure): string;
  /** The certificate that the client of this failure trusts. */
  caOf(failure: Failure): string | undefined;
  /** Called when the server has the request of a failure. */
  onRequest: (failure: Failure) => void;
  close(): Promise<void>;
}

/** Starts everything that the calls of the table go to. */
export async function startTargets(failures: readonly Failure[]): Promise<Targets> {
  const sockets = new Set<Socket>();
  const servers: Server[] = [];

  async function listen(server: Server): Promise<number> {
    servers.push(server);
    server.on('connection', (socket: Socket) => {
      sockets.add(socket.on('error', () => undefined).on('close', () => sockets.delete(socket)));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  }

  /** A request's body is a single line, so a request is complete when its line has come. */
  function serve(socket: Socket): void {
    let request = '';
    socket.on('data', (bytes) => {
      request += bytes.toString('latin1');
      if (!/\r\n\r\n(?:.*\r\n)?\{.*\}/.test(request)) return;
      const failure = failures[Number(/^POST \/(\d+) /.exec(request)?.[1])];
      request = '';
      if (failure === undefined) throw new Error('The request is for none of the failures.');
      targets.onRequest(failure);
      failure.answer?.(socket);
    });
  }

  async function listenTls(certificate: { key: string; cert: string }): Promise<number> {
    const server = createTlsServer(certificate, (socket) =>
      socket.once('data', () => socket.end(answer({ status: 200, body: SUCCESS }))),
    );
    return listen(server.on('tlsClientError', () => undefined));
  }

  const other = makeCertificate('DNS:other.test');
  const closed = createServer();
  const origins: Record<Target, string> = {
    server: `http://127.0.0.1:${await listen(createServer(serve))}`,
    'no host': 'http://nope.invalid',
    'no listener': `http://127.0.0.1:${await listen(closed)}`,
    'self-signed': `https://127.0.0.1:${await listenTls(makeCertificate('IP:127.0.0.1'))}`,
    'wrong name': `https://127.0.0.1:${await listenTls(other)}`,
    'plain text': `https://127.0.0.1:${await listen(createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')))}`,
    closing: `https://127.0.0.1:${await listen(createServer((socket) => socket.once('data', () => socket.end())))}`,
    silent: `https://127.0.0.1:${await listen(createServer((socket) => socket.resume()))}`,
  };
  await new Promise((resolve) => closed.close(resolve));

  const targets: Targets = {
    urlOf: (failure) => `${origins[failure.target ?? 'server']}/${failures.indexOf(failure)}`,
    caOf: ({ target }) => (target === 'wrong name' ? other.cert : undefined),
    onRequest: () => undefined,
    async close() {
      for (const socket of sockets) socket.destroy();
      await Promise.all(
        servers.filter((server) => server.listening).map((server) => new Promise((resolve) => server.close(resolve))),
      );
    },
  };
  return targets;
}
