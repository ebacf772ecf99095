// The server of the fault injection, in a separate process so that its sockets can be counted. The path contains the
// fault, `/v3/chats/<index>/<fault>`, so that the same calls have the same faults.
import { createServer } from 'node:http';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';

const ERROR = JSON.stringify({ success: false, error: { status: 409, code: 2009, message: 'Still being created' } });
const SUCCESS = JSON.stringify({ chat: { id: 'chat-1', text: 'x'.repeat(400) }, trace_id: 'trace-of-a-body' });
const JSON_TYPE = { 'content-type': 'application/json' };
const later = (/** @type {() => void} */ work, /** @type {number} */ milliseconds) => setTimeout(work, milliseconds);

/** @typedef {import('node:http').ServerResponse} Response */

/** The sockets that wait for the client to say that it has the beginning of a body. @type {Map<string, Response>} */
const waiting = new Map();

/** @param {Response} response @param {number} status @param {string | Buffer} body @param {Record<string, string>} [headers] */
function answer(response, status, body, headers = {}) {
  response.writeHead(status, { ...JSON_TYPE, 'content-length': Buffer.byteLength(body), ...headers }).end(body);
}

/** Says that more comes than does, and closes the connection. @param {Response} response @param {number} status @param {string} body */
function cut(response, status, body) {
  response.writeHead(status, { ...JSON_TYPE, 'content-length': 10_000 });
  response.write(body, () => response.socket?.end());
}

/** @param {Response} response @param {number} status @param {string} body */
function beginning(response, status, body) {
  response.writeHead(status, { ...JSON_TYPE, 'content-length': 10_000 });
  response.write(body);
}

/** What the server does, by the name of the fault. @type {Record<string, (response: Response, index: string) => void>} */
const faults = {
  success: (response) => answer(response, 200, SUCCESS, { 'x-trace-id': 'trace-of-a-header' }),
  'success-id-in-body': (response) => answer(response, 200, SUCCESS),
  'no-content': (response) => response.writeHead(204).end(),
  error: (response) => answer(response, 409, ERROR),
  limited: (response) => answer(response, 429, '{"error":{"code":1007}}', { 'retry-after': '7' }),
  'unknown-code': (response, index) => answer(response, 400, `{"error":{"code":"new_${index}","message":"m${index}"}}`),
  page: (response) => answer(response, 502, '<html>Bad gateway</html>', { 'content-type': 'text/html' }),
  empty: (response) => answer(response, 503, ''),
  gzip: (response) => answer(response, 409, gzipSync(ERROR), { 'content-encoding': 'gzip' }),
  deflate: (response) => answer(response, 409, deflateSync(ERROR), { 'content-encoding': 'deflate' }),
  br: (response) => answer(response, 409, brotliCompressSync(ERROR), { 'content-encoding': 'br' }),
  'no-gzip': (response) => answer(response, 409, ERROR, { 'content-encoding': 'gzip' }),
  garbage: (response) => response.socket?.end('SSH-2.0-OpenSSH_9.9\r\n\r\n'),
  'garbage-body': (response) => answer(response, 409, Buffer.alloc(3000, '\xff{"[\\', 'latin1')),
  large: (response) => answer(response, 409, `{"error":{"code":2009,"message":"${'x'.repeat(300_000)}"}}`),
  hints: (response) => response.writeEarlyHints({ link: '</a>; rel=preload' }, () => answer(response, 409, ERROR)),
  late: (response) => later(() => answer(response, 409, ERROR), 30),
  'late-body': (response) => {
    beginning(response, 409, ERROR);
    later(() => response.end(' '.repeat(10_000 - ERROR.length)), 30);
  },
  'in-pieces': (response) => {
    response.writeHead(409, JSON_TYPE);
    for (const piece of ERROR.match(/.{1,7}/g) ?? []) response.write(piece);
    later(() => response.end(), 5);
  },
  cut: (response) => cut(response, 409, ERROR),
  'cut-success': (response) => cut(response, 200, SUCCESS),
  reset: (response) => response.socket?.resetAndDestroy(),
  closed: (response) => response.socket?.end(),
  'reset-in-error': (response, index) => {
    waiting.set(index, response);
    beginning(response, 409, ERROR);
  },
  'reset-in-success': (response, index) => {
    waiting.set(index, response);
    beginning(response, 200, SUCCESS);
  },
  // The client goes away from these, or waits no longer.
  never: (_response, index) => process.send?.({ arrived: index }),
  'aborted-before': () => undefined,
  'aborted-in-body': (response) => beginning(response, 200, SUCCESS),
  'cancelled-body': (response) => beginning(response, 409, '<html>'.repeat(20)),
};

const server = createServer((request, response) => {
  request.resume().on('end', () => {
    const [, , , index = '', fault = ''] = (request.url ?? '').split('/');
    faults[fault]?.(response, index);
  });
  response.on('error', () => undefined);
});
// It never closes an idle connection, because a client might be sending its next request.
Object.assign(server, { keepAliveTimeout: 0, headersTimeout: 0, requestTimeout: 0 });
server.on('connection', (socket) => socket.on('error', () => undefined));

process.on('message', (/** @type {{ readonly order?: string }} */ { order }) => {
  if (order === undefined) {
    server.getConnections((_error, connections) => process.send?.({ connections }));
    return;
  }
  waiting.get(order)?.socket?.resetAndDestroy();
  waiting.delete(order);
});

server.listen({ port: 0, host: '127.0.0.1', backlog: 1024 }, () => {
  const address = server.address();
  process.send?.({ port: typeof address === 'object' ? address?.port : 0, faults: Object.keys(faults) });
});
