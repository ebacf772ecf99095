// @ts-check
// The server of the loopback benchmark, in a separate process: the vendor, another host, and an agent that receives spans.
import { createServer } from 'node:http';
import { accepted, documentedErrors, gzipped, large } from './answers.mjs';

const errors = (await documentedErrors(['linq'])).linq ?? [];

/** By the chat that is called, each in its turn. @type {Record<string, readonly import('./answers.mjs').Answer[]>} */
const answers = {
  ok: [accepted],
  error: errors,
  gzip: errors.map(gzipped),
  large: errors.slice(0, 1).map(large),
};

function listen() {
  let count = 0;
  const server = createServer((request, response) => {
    const ofChat = answers[request.url?.split('/')[3] ?? ''] ?? [];
    const answer = ofChat[count++ % ofChat.length] ?? { status: 200, headers: {}, body: '{}' };
    request.resume().on('end', () => response.writeHead(answer.status, answer.headers).end(answer.body));
  });
  return /** @type {Promise<number>} */ (
    new Promise((resolve) => {
      server.listen(0, '127.0.0.1', () =>
        resolve(/** @type {import('node:net').AddressInfo} */ (server.address()).port),
      );
    })
  );
}

const [vendor, other, agent] = [await listen(), await listen(), await listen()];
process.send?.({ vendor, other, agent });
process.on('disconnect', () => process.exit());
