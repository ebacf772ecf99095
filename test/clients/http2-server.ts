import { constants, createSecureServer, type ServerHttp2Stream } from 'node:http2';
import { gzipSync } from 'node:zlib';
import { ERROR, SUCCESS } from '../failures/answers.js';
import { listen } from '../failures/proxy.js';
import { makeCertificate } from '../failures/targets.js';
import { linqError } from '../support/linq-answers.js';
import type { TestServer } from '../support/server.js';

const JSON_TYPE = { 'content-type': 'application/json' };
const NOT_READY = 'resource_not_ready';
const RESET = 'connection_reset';
/** Until a client has the beginning of an answer. */
const MOMENT = 20;

interface Case {
  serve(stream: ServerHttp2Stream): void;
  /** The normalized code. */
  readonly code?: string;
  readonly traceId?: string;
}

function answer(stream: ServerHttp2Stream, status: number, body: string | Buffer, headers = {}): void {
  stream.respond({ ':status': status, ...JSON_TYPE, ...headers });
  stream.end(body);
}

function reset(stream: ServerHttp2Stream): void {
  stream.close(constants.NGHTTP2_INTERNAL_ERROR);
}

function breakOff(stream: ServerHttp2Stream, status: number, body: string): void {
  stream.respond({ ':status': status, ...JSON_TYPE });
  stream.write(body);
  setTimeout(() => reset(stream), MOMENT);
}

/** What the server does, and what the plugin must report. */
export const cases: Readonly<Record<string, Case>> = {
  'a success': { serve: (stream) => answer(stream, 200, SUCCESS, { 'x-trace-id': 'trace-1' }), traceId: 'trace-1' },
  'an error': {
    serve: (stream) => answer(stream, 409, ERROR, { 'x-trace-id': 'trace-2' }),
    code: NOT_READY,
    traceId: 'trace-2',
  },
  'a gzipped error': {
    serve: (stream) => answer(stream, 409, gzipSync(ERROR), { 'content-encoding': 'gzip' }),
    code: NOT_READY,
  },
  'an error behind early hints': {
    serve(stream) {
      stream.additionalHeaders({ ':status': 103, link: '</a>; rel=preload' });
      answer(stream, 409, ERROR);
    },
    code: NOT_READY,
  },
  'an error in many frames': {
    serve(stream) {
      stream.respond({ ':status': 409, ...JSON_TYPE });
      for (const piece of ERROR.match(/.{1,7}/g) ?? []) stream.write(piece);
      stream.end();
    },
    code: NOT_READY,
  },
  'an error with trailers': {
    serve(stream) {
      stream.respond({ ':status': 409, ...JSON_TYPE }, { waitForTrailers: true });
      stream.on('wantTrailers', () => stream.sendTrailers({ 'x-checksum': '1' }));
      stream.end(ERROR);
    },
    code: NOT_READY,
  },
  'an error without a body': {
    serve: (stream) => stream.respond({ ':status': 503 }, { endStream: true }),
    code: 'service_unavailable',
  },
  'a reset stream': { serve: reset, code: RESET },
  'a stream that is reset in an error': { serve: (stream) => breakOff(stream, 409, ERROR), code: NOT_READY },
  // For undici that is the end of the body, so the application has a success.
  'a stream that is reset in a success': { serve: (stream) => breakOff(stream, 200, SUCCESS) },
  'a session that is destroyed': { serve: (stream) => stream.session?.destroy(), code: RESET },
};

/** `/case/<name>`, or `/call/<index>`: every second one fails, and each has a trace id and a length of its own. */
function serve(stream: ServerHttp2Stream, path: string): void {
  const [, kind, value = ''] = path.split('/').map(decodeURIComponent);
  if (kind === 'case') {
    cases[value]?.serve(stream);
    return;
  }
  const index = Number(value);
  const filling = 'x'.repeat((index * 997) % 20_000);
  const body = index % 2 === 0 ? linqError(2009, { message: `answer ${index}`, filling }) : JSON.stringify({ filling });
  const status = index % 2 === 0 ? 409 : 200;
  setTimeout(() => answer(stream, status, body, { 'x-trace-id': `trace-${index}` }), (index * 7) % 10);
}

/** A server that speaks nothing but HTTP/2, and calls back for each session. */
export function startHttp2Server(onSession: () => void): Promise<TestServer> {
  const secure = createSecureServer(makeCertificate('IP:127.0.0.1'));
  secure.on('session', onSession);
  secure.on('stream', (stream, headers) => {
    stream.on('error', () => undefined);
    serve(stream, String(headers[':path']));
  });
  return listen(secure, 'https');
}
