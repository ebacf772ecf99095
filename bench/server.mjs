// @ts-check
// The server of the throughput benchmark, a process of its own: the vendor for the plugin and for what is written by hand,
// another host, an agent that spans go to. Each answers every path.
import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';
import { badRequest, errorBody, rateLimit, successBody } from './bodies.mjs';

/** As Linq answers. */
const headers = { 'content-type': 'application/json', 'x-trace-id': '2eff5df5c6f688733c007523c4d61cd9' };

/** By the chat that is called. @type {Record<string, { status: number, headers: Record<string, string>, body: Buffer }>} */
const answers = {
  ok: { status: 202, headers, body: successBody },
  error: { status: 400, headers, body: errorBody(300, badRequest) },
  limit: { status: 429, headers: { ...headers, 'retry-after': '7' }, body: errorBody(300, rateLimit) },
  large: { status: 400, headers, body: errorBody(65_536, badRequest) },
  gzip: {
    status: 400,
    headers: { ...headers, 'content-encoding': 'gzip' },
    body: gzipSync(errorBody(300, badRequest)),
  },
};

// Where instructions are counted, clients are so slow that a server would close their connections.
const servers = [0, 1, 2, 3].map(() =>
  createServer({ keepAliveTimeout: 0, requestTimeout: 0 }, (request, response) => {
    const answer = answers[request.url?.split('/')[3] ?? ''] ?? { status: 200, headers: {}, body: Buffer.from('{}') };
    request.resume().on('end', () => response.writeHead(answer.status, answer.headers).end(answer.body));
  }),
);
const ports = await Promise.all(
  servers.map(
    (server) =>
      /** @type {Promise<number>} */ (
        new Promise((resolve) => {
          server.listen(0, '127.0.0.1', () =>
            resolve(/** @type {import('node:net').AddressInfo} */ (server.address()).port),
          );
        })
      ),
  ),
);
const [vendor, byHand, other, agent] = ports;
process.send?.({ vendor, byHand, other, agent });
process.on('disconnect', () => process.exit());
