// A server that begins error bodies and goes on with none of them before an order: so there are as many of them at
// a time as there are calls. In a process of its own, for its sockets count against the same limit as the client's.
import { createServer } from 'node:http';

const TOTAL = 32 * 1024;
const BEGINNING = JSON.stringify({ success: false, error: { code: 4004, message: 'Service unavailable' } }).padEnd(
  TOTAL / 2,
);
const REST = ' '.repeat(TOTAL / 2);

/** @type {import('node:http').ServerResponse[]} */
const stalled = [];

const server = createServer((request, response) => {
  request.resume().on('end', () => {
    response.writeHead(503, { 'content-type': 'application/json', 'content-length': TOTAL });
    response.write(BEGINNING);
    stalled.push(response);
  });
});
Object.assign(server, { keepAliveTimeout: 0, headersTimeout: 0, requestTimeout: 0 });
server.on('connection', (socket) => socket.on('error', () => undefined));

process.on('message', (/** @type {{ readonly order?: string }} */ { order }) => {
  if (order === undefined) server.getConnections((_error, connections) => process.send?.({ connections }));
  else for (const response of stalled.splice(0)) response.end(REST);
});

server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () => {
  const address = server.address();
  process.send?.({ port: typeof address === 'object' ? address?.port : 0, faults: [] });
});
