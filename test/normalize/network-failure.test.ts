import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linq } from '../../src/index.js';
import { classifyFailure, codeOfFailure, connectFailure } from '../../src/normalize/network-failure.js';

const withCode = (code: unknown, more: object = {}) => Object.assign(new Error(String(code)), { code, ...more });
const fetchFailed = (cause: unknown) => new TypeError('fetch failed', { cause });

/** As Node makes it after trying several addresses: the code of the first error, without its `syscall`. */
const allFailed = (...errors: Error[]) =>
  Object.assign(new AggregateError(errors, ''), { code: (errors[0] as NodeJS.ErrnoException | undefined)?.code });

const CODES = {
  dns_failure: 'ENOTFOUND EAI_AGAIN EAI_FAIL EAI_NODATA ENODATA ESERVFAIL',
  connection_failed:
    'ECONNREFUSED EHOSTUNREACH EHOSTDOWN ENETUNREACH ENETDOWN EADDRINUSE EADDRNOTAVAIL UND_ERR_CONNECT_TIMEOUT ERR_SOCKET_CONNECTION_TIMEOUT',
  connection_reset:
    'ECONNRESET EPIPE ENOTCONN UND_ERR_SOCKET HPE_INVALID_CONSTANT HPE_HEADER_OVERFLOW ERR_HTTP2_STREAM_ERROR ERR_SOCKET_CLOSED',
  tls_failure: [
    'CERT_HAS_EXPIRED CERT_NOT_YET_VALID CERT_UNTRUSTED CRL_HAS_EXPIRED DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN UNABLE_TO_VERIFY_LEAF_SIGNATURE UNABLE_TO_GET_ISSUER_CERT_LOCALLY HOSTNAME_MISMATCH',
    'ERR_TLS_CERT_ALTNAME_INVALID ERR_SSL_WRONG_VERSION_NUMBER ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION EPROTO',
    'INVALID_CA INVALID_PURPOSE PATH_LENGTH_EXCEEDED UNSPECIFIED ERROR_IN_CERT_NOT_BEFORE_FIELD UND_ERR_PRX_TLS',
  ].join(' '),
  timeout: 'ETIMEDOUT ESOCKETTIMEDOUT UND_ERR_HEADERS_TIMEOUT UND_ERR_BODY_TIMEOUT ECONNABORTED',
};
const ROWS = Object.entries(CODES).flatMap(([expected, codes]) => codes.split(' ').map((code) => ({ code, expected })));

describe('the code of a failure', () => {
  it.each(ROWS)('$code: $expected', ({ code, expected }) => {
    expect(codeOfFailure(withCode(code))).toBe(expected);
    expect(codeOfFailure(fetchFailed(withCode(code)))).toBe(expected);
    expect(codeOfFailure(new Error('a', { cause: new Error('b', { cause: withCode(code) }) }))).toBe(expected);
    expect(codeOfFailure(new AggregateError([withCode(code)]))).toBe(expected);
  });

  it.each(ROWS)('$code: retryable unless TLS failed', ({ code, expected }) => {
    expect(classifyFailure(linq(), withCode(code), 'trace-1')).toStrictEqual({
      vendor: 'linq',
      code: expected,
      category: 'network',
      retryable: expected !== 'tls_failure',
      retryBasis: 'network',
      effect: ['connection_reset', 'timeout'].includes(expected) ? 'possible' : 'none',
      origin: 'network',
      traceId: 'trace-1',
    });
    expect(classifyFailure(linq(), withCode(code), undefined)).not.toHaveProperty('traceId');
  });

  it.each([
    ['a connect that timed out', withCode('ETIMEDOUT', { syscall: 'connect' }), 'connection_failed'],
    ['a connect that no system knows', withCode('EINVAL', { syscall: 'connect' }), 'connection_failed'],
    ['a read that timed out', withCode('ETIMEDOUT', { syscall: 'read' }), 'timeout'],
    ['a proxy agent that gives no code', connectFailure(new Error('rejected')), 'connection_failed'],
    ['a proxy agent that finds no address', connectFailure(withCode('ENOTFOUND')), 'dns_failure'],
    ['a proxy whose tunnel looks aborted', connectFailure(withCode('UND_ERR_ABORTED')), 'connection_failed'],
    ['the outer code before the cause’s', withCode('ECONNRESET', { cause: withCode('ENOTFOUND') }), 'connection_reset'],
    ['a cause behind a code nobody knows', withCode('nope', { cause: withCode('ENOTFOUND') }), 'dns_failure'],
    ['a cause behind a number', withCode(7, { cause: withCode('ENOTFOUND') }), 'dns_failure'],
    ['a cause behind the name of a method', withCode('constructor', { cause: withCode('EPIPE') }), 'connection_reset'],
    ['an error that is no Error', { code: 'ECONNREFUSED' }, 'connection_failed'],
    ['a timeout of AbortSignal', new DOMException('The operation timed out', 'TimeoutError'), 'timeout'],
    ['a timeout as the cause', fetchFailed(new DOMException('The operation timed out', 'TimeoutError')), 'timeout'],
    [
      'a parser of undici that has no code',
      fetchFailed(withCode(undefined, { name: 'HTTPParserError' })),
      'connection_reset',
    ],
    ['two addresses that refuse', allFailed(withCode('ECONNREFUSED'), withCode('ECONNREFUSED')), 'connection_failed'],
    [
      'two addresses of which the first does not answer',
      fetchFailed(
        allFailed(withCode('ETIMEDOUT', { syscall: 'connect' }), withCode('ENETUNREACH', { syscall: 'connect' })),
      ),
      'connection_failed',
    ],
  ])('%s', (_what, error, expected) => {
    expect(codeOfFailure(error)).toBe(expected);
  });
});

describe("the application's own actions are not errors", () => {
  it.each<[string, unknown]>([
    ['an abort', new DOMException('This operation was aborted', 'AbortError')],
    ['an abort of Node', withCode('ABORT_ERR', { name: 'AbortError' })],
    ['an abort by its code alone', withCode('ABORT_ERR')],
    ['an abort of undici', withCode('UND_ERR_ABORTED', { name: 'RequestAbortedError' })],
    ['a client that was destroyed', withCode('UND_ERR_DESTROYED')],
    ['a client that was closed', withCode('UND_ERR_CLOSED')],
    ['an abort as the cause', fetchFailed(new DOMException('This operation was aborted', 'AbortError'))],
    [
      'an abort caused by a broken connection',
      Object.assign(new Error('x', { cause: withCode('EPIPE') }), { name: 'AbortError' }),
    ],
    ['an error without a code', new Error('user left')],
    ['an error with an empty code', withCode('')],
    ['an error with a code of its own', withCode('user_left')],
    ['a file that is not there', withCode('ENOENT', { syscall: 'open' })],
    ['a disk that is full', withCode('ENOSPC', { syscall: 'write' })],
    ['a stream that was closed early', withCode('ERR_STREAM_PREMATURE_CLOSE')],
    ['a limit that the application has set', withCode('UND_ERR_RES_EXCEEDED_MAX_SIZE')],
    ['a text', 'ECONNRESET'],
    ['undefined', undefined],
    ['null', null],
    ['a number', 110],
    ['a symbol', Symbol('x')],
    ['a function', () => 'ECONNRESET'],
    ['an empty object', {}],
    ['a list', [withCode('ECONNRESET')]],
    ['errors that are no list', Object.assign(new Error('x'), { errors: 'ECONNRESET' })],
  ])('%s', (_what, error) => {
    expect(codeOfFailure(error)).toBeUndefined();
    expect(classifyFailure(linq(), error, 'trace-1')).toBeUndefined();
  });
});

describe('hostile chains', () => {
  it('end although they are circular', () => {
    const circle: Error & { errors?: unknown[] } = new Error('a');
    circle.cause = new Error('b', { cause: circle });
    circle.errors = [circle, circle.cause, circle];
    expect(codeOfFailure(circle)).toBeUndefined();
    circle.errors.push(withCode('ECONNRESET'));
    expect(codeOfFailure(circle)).toBe('connection_reset');
  });

  it('end although they are long', () => {
    let error: Error = withCode('ECONNRESET');
    for (let depth = 0; depth < 100_000; depth += 1) error = new Error('x', { cause: error });
    const wide = new AggregateError(Array(1_000_000).fill(error));
    const start = performance.now();
    expect(codeOfFailure(error)).toBeUndefined();
    expect(codeOfFailure(wide)).toBeUndefined();
    expect(performance.now() - start).toBeLessThan(100);
  });
});

describe('real errors of fetch', () => {
  const server = createServer((socket: Socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (request: Buffer) => {
      if (request.includes('/reset')) socket.resetAndDestroy();
      if (request.includes('/close')) socket.end();
      // The first byte of a TLS handshake.
      if (request[0] === 0x16) socket.end('no TLS\r\n\r\n');
      if (request.includes('/junk')) socket.end('no HTTP\r\n\r\n');
      if (request.includes('/cut')) socket.end('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf');
    });
  });
  let origin = '';
  let closed = '';
  beforeAll(async () => {
    const listen = async () => {
      await once(server.listen(0, '127.0.0.1'), 'listening');
      const address = server.address();
      return typeof address === 'object' ? `127.0.0.1:${address?.port}` : '';
    };
    closed = `http://${await listen()}`;
    await once(server.close(), 'close');
    origin = await listen();
  });
  afterAll(() => {
    server.close();
  });

  const failure = async (url: string, signal?: AbortSignal) => {
    try {
      await (await fetch(url, signal ? { signal } : {})).text();
    } catch (error) {
      return error;
    }
    throw new Error('expected a failure');
  };

  it('when nobody listens', async () => {
    expect(codeOfFailure(await failure(closed))).toBe('connection_failed');
  });

  it.each(['reset', 'close', 'junk', 'cut'])('when the server answers with %s', async (path) => {
    expect(codeOfFailure(await failure(`http://${origin}/${path}`))).toBe('connection_reset');
  });

  it('when the server does not speak TLS', async () => {
    expect(codeOfFailure(await failure(`https://${origin}`))).toBe('tls_failure');
  });

  it('when AbortSignal.timeout expires', async () => {
    expect(codeOfFailure(await failure(`http://${origin}/silent`, AbortSignal.timeout(20)))).toBe('timeout');
  });

  it('when the application aborts', async () => {
    for (const reason of [undefined, new Error('user left'), 'user left']) {
      const controller = new AbortController();
      const failed = failure(`http://${origin}/silent`, controller.signal);
      await sleep(10);
      controller.abort(reason);
      expect(codeOfFailure(await failed)).toBeUndefined();
    }
  });
});
