// A server without faults, for runs of very many calls: every tenth answer is an error, of a code that nobody knows.
import { createServer } from 'node:http';

const STATUSES = [400, 404, 409, 429, 500, 503];
const SUCCESS = JSON.stringify({ chat: { id: 'chat-1', text: 'x'.repeat(200) } });
let calls = 0;

const server = createServer((request, response) => {
  request.resume().on('end', () => {
    calls += 1;
    const isError = calls % 10 === 0;
    const body = isError ? `{"error":{"code":"new_${calls}","message":"m${calls}"},"trace_id":"t${calls}"}` : SUCCESS;
    const status = isError ? (STATUSES[(calls / 10) % STATUSES.length] ?? 500) : 200;
    const headers = isError ? { 'retry-after': `${calls}` } : { 'x-trace-id': `trace-${calls}` };
    response.writeHead(status, { 'content-type': 'application/json', 'content-length': body.length, ...headers });
    response.end(body);
  });
});
Object.assign(server, { keepAliveTimeout: 0, headersTimeout: 0, requestTimeout: 0 });

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ port: typeof address === 'object' ? address?.port : 0, faults: [] });
});
