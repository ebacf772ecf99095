import type { Socket } from 'node:net';
import * as answers from './answers.js';

/** The clients that meet every failure: those whose calls `UndiciInstrumentation` sees … */
export const undiciNames = [
  'fetch',
  'undici 5 request',
  'undici 6 request',
  'undici 7 request',
  'undici 7 stream',
  'undici 7 pipeline',
] as const;

/** … and those whose calls `HttpInstrumentation` sees. */
export const httpNames = ['axios', 'got', 'node-fetch', 'superagent', 'node:http'] as const;

export const clientNames = [...undiciNames, ...httpNames] as const;

export type ClientName = (typeof clientNames)[number];

/** What the span and the error counter get. */
export interface ExpectedError {
  readonly code: string;
  readonly category: string;
  readonly retryable: boolean;
  readonly basis: 'code' | 'class' | 'http_status' | 'network';
  readonly origin: 'response' | 'network';
  readonly effect: 'none' | 'possible' | 'done';
  readonly nativeCode?: string;
  /** The error counter's native code where that is not the span's. */
  readonly countedCode?: string;
}

/** A client to which something else happens, and why. */
export interface Difference {
  readonly expected: ExpectedError | undefined;
  readonly why: string;
}

/** Where a call goes to. */
export type Target =
  | 'server'
  | 'no host'
  | 'no listener'
  | 'self-signed'
  | 'wrong name'
  | 'plain text'
  | 'closing'
  | 'silent';

/** What the application does with its call, if it does more than read the response. */
export type Application = 'aborts before the response' | 'aborts in the body' | 'cancels the body' | 'leaves the body';

/** What the client waits for no longer than a moment. */
export type Limit = 'connection' | 'headers' | 'body' | 'whole call';

/** One way in which a call fails; the answer is written as soon as the request is there. */
export interface Failure {
  readonly name: string;
  /** What happens, in one line. */
  readonly what: string;
  /** What the span gets; `undefined` where the call is no failure. */
  readonly expected: ExpectedError | undefined;
  /** @defaultValue `server`: the server that gives the answer. */
  readonly target?: Target;
  /** @defaultValue none: the server keeps silent. */
  readonly answer?: (socket: Socket) => void;
  readonly application?: Application;
  readonly limit?: Limit;
  readonly differs?: Partial<Record<ClientName, Difference>>;
  /** The classification of the error that a client throws, if it differs from the span. */
  readonly thrown?: Partial<Record<ClientName, ExpectedError>>;
  /** Clients with which this cannot happen, and why. */
  readonly without?: Partial<Record<ClientName, string>>;
}

const network = (code: string, effect: ExpectedError['effect'], retryable = true): ExpectedError => ({
  code,
  category: 'network',
  retryable,
  basis: 'network',
  origin: 'network',
  effect,
});
const byStatus = (code: string, category: string, retryable: boolean): ExpectedError => ({
  code,
  category,
  retryable,
  basis: 'http_status',
  origin: 'response',
  effect: category === 'server' ? 'possible' : 'none',
});

/** Linq's 2009, which comes with HTTP 409: read from the body. */
const NOT_READY: ExpectedError = {
  code: 'resource_not_ready',
  category: 'conflict',
  retryable: true,
  basis: 'code',
  origin: 'response',
  effect: 'none',
  nativeCode: '2009',
};
/** The classification of HTTP 409 without a readable body. */
const CONFLICT = byStatus('conflict', 'conflict', false);
const DNS = network('dns_failure', 'none');
const NO_CONNECTION = network('connection_failed', 'none');
const RESET = network('connection_reset', 'possible');
const TLS = network('tls_failure', 'none', false);
const TIMEOUT = network('timeout', 'possible');
/** The vendor has accepted the request: its HTTP 200 had come. */
const RESET_AFTER_SUCCESS = network('connection_reset', 'done');
const TIMEOUT_AFTER_SUCCESS = network('timeout', 'done');

const NO_SETTING = 'no such setting';
/** From below, these timeouts are the same as an abort by the application. */
const LIKE_AN_ABORT: Difference = { expected: undefined, why: 'it looks like an abort by the application' };
const ANY_SILENCE: Difference = { expected: TIMEOUT, why: 'one timeout for every silence of the server' };

export const failures: readonly Failure[] = [
  {
    name: 'unknown host',
    what: 'DNS returns no address for the host',
    expected: DNS,
    target: 'no host',
  },
  {
    name: 'refused port',
    what: 'nobody listens on the port',
    expected: NO_CONNECTION,
    target: 'no listener',
  },
  {
    name: 'reset before the headers',
    what: 'the server resets the connection instead of answering',
    expected: RESET,
    answer: (socket) => socket.resetAndDestroy(),
  },
  {
    name: 'closed before the headers',
    what: 'the server closes the connection instead of answering',
    expected: RESET,
    answer: (socket) => socket.end(),
  },
  {
    name: 'self-signed certificate',
    what: "no authority has signed the server's certificate",
    expected: TLS,
    target: 'self-signed',
  },
  {
    name: 'certificate of another host',
    what: "the server's certificate is valid, but for another host",
    expected: TLS,
    target: 'wrong name',
  },
  {
    name: 'TLS to a plain-text port',
    what: 'the server answers the TLS handshake in plain text',
    expected: TLS,
    target: 'plain text',
  },
  {
    name: 'closed in the TLS handshake',
    what: 'the server closes the connection instead of answering the TLS handshake',
    expected: network('connection_reset', 'none'),
    target: 'closing',
  },
  {
    name: 'connection timeout',
    what: 'the server accepts the connection and never answers the TLS handshake',
    expected: NO_CONNECTION,
    target: 'silent',
    limit: 'connection',
    differs: {
      axios: ANY_SILENCE,
      superagent: LIKE_AN_ABORT,
      'node:http': ANY_SILENCE,
    },
    without: { 'node-fetch': NO_SETTING },
    thrown: { superagent: TIMEOUT, 'node:http': RESET },
  },
  {
    name: 'headers timeout',
    what: 'the server accepts the request and never answers',
    expected: TIMEOUT,
    limit: 'headers',
    differs: { superagent: LIKE_AN_ABORT },
    without: { 'node-fetch': NO_SETTING },
    thrown: { superagent: TIMEOUT, 'node:http': RESET },
  },
  {
    name: 'timeout of the whole call',
    what: '`AbortSignal.timeout` ends before the server answers',
    expected: TIMEOUT,
    limit: 'whole call',
    differs: {
      'undici 5 request': LIKE_AN_ABORT,
      axios: LIKE_AN_ABORT,
      got: LIKE_AN_ABORT,
      'node-fetch': LIKE_AN_ABORT,
      superagent: LIKE_AN_ABORT,
    },
    thrown: { got: TIMEOUT, superagent: TIMEOUT },
  },
  {
    name: 'abort before the response',
    what: 'the application aborts its call while it waits for the answer',
    expected: undefined,
    application: 'aborts before the response',
  },
  {
    name: 'garbage instead of HTTP',
    what: 'the server answers in another protocol',
    expected: RESET,
    answer: (socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n'),
  },
  {
    name: 'success',
    what: 'a response without an error',
    expected: undefined,
    answer: (socket) => socket.write(answers.answer({ status: 200, body: answers.SUCCESS })),
  },
  {
    name: 'success without a body',
    what: 'HTTP 204',
    expected: undefined,
    answer: (socket) => socket.write('HTTP/1.1 204 No Content\r\n\r\n'),
  },
  {
    name: 'error answer',
    what: 'an error of the vendor that arrives completely',
    expected: NOT_READY,
    answer: (socket) => socket.write(answers.answer()),
  },
  {
    name: 'error answer cut in the body',
    what: 'the connection closes inside the body, after the code',
    expected: NOT_READY,
    answer: (socket) => socket.end(answers.unfinished()),
  },
  {
    name: 'content-length too long',
    what: 'the body is complete, but shorter than `Content-Length`; then the connection closes',
    expected: NOT_READY,
    answer: (socket) => socket.end(answers.answer({ length: answers.ERROR.length + 50 })),
  },
  {
    name: 'reset in the body of a success',
    what: 'the connection is reset inside the body of an HTTP 200',
    expected: RESET_AFTER_SUCCESS,
    answer: (socket) => {
      // Had the reset come at once, the client would not have seen the headers.
      socket.write(answers.unfinished({ status: 200, body: answers.SUCCESS }), () =>
        setTimeout(() => socket.resetAndDestroy(), 50),
      );
    },
  },
  {
    name: 'success cut in the body',
    what: 'the connection closes inside the body of an HTTP 200',
    expected: RESET_AFTER_SUCCESS,
    answer: (socket) => socket.end(answers.unfinished({ status: 200, body: answers.SUCCESS })),
  },
  {
    name: 'body timeout',
    what: 'the body of an HTTP 200 stops arriving',
    expected: TIMEOUT_AFTER_SUCCESS,
    answer: (socket) => socket.write(answers.unfinished({ status: 200, body: answers.SUCCESS })),
    limit: 'body',
    differs: { superagent: LIKE_AN_ABORT },
    without: { 'node-fetch': NO_SETTING },
    thrown: { axios: RESET_AFTER_SUCCESS, superagent: TIMEOUT_AFTER_SUCCESS, 'node:http': RESET_AFTER_SUCCESS },
  },
  {
    name: 'abort in the body of a success',
    what: 'the application aborts its call while it reads an HTTP 200',
    expected: undefined,
    answer: (socket) => socket.write(answers.unfinished({ status: 200, body: answers.SUCCESS })),
    application: 'aborts in the body',
  },
  {
    name: 'body of an error cancelled',
    what: 'the application cancels the body unread, as SDKs do before a retry',
    expected: NOT_READY,
    answer: (socket) => socket.write(answers.unfinished()),
    application: 'cancels the body',
  },
  {
    name: 'body of an error cancelled early',
    what: 'the application cancels the body before any of it has arrived',
    expected: CONFLICT,
    answer: (socket) => socket.write(answers.parts()[0]),
    application: 'cancels the body',
  },
  {
    name: 'body of an error nobody reads',
    what: 'the application reads the status and drops the response',
    expected: NOT_READY,
    answer: (socket) => socket.end(answers.answer({ headers: { connection: 'close' } })),
    application: 'leaves the body',
    without: { superagent: 'it reads all JSON by itself' },
  },
  {
    name: 'gzip that was never applied',
    what: 'the header names gzip, and the body is plain JSON',
    expected: NOT_READY,
    answer: (socket) => socket.write(answers.answer({ headers: { 'content-encoding': 'gzip' } })),
  },
  {
    name: 'broken gzip',
    what: 'the body begins like gzip and is damaged',
    expected: CONFLICT,
    answer: (socket) =>
      socket.write(
        answers.answer({ headers: { 'content-encoding': 'gzip' }, body: Buffer.from('1f8b0800ffff', 'hex') }),
      ),
  },
  {
    name: 'unknown content coding',
    what: 'the header names an unknown coding, and the body is plain JSON',
    expected: NOT_READY,
    answer: (socket) => socket.write(answers.answer({ headers: { 'content-encoding': 'utf-8' } })),
  },
  {
    name: 'gzip without its end',
    what: 'the last bytes of a gzipped body are missing',
    expected: NOT_READY,
    answer: (socket) => socket.write(answers.gzipped({ cut: 10 })),
  },
  {
    name: 'gzip bomb',
    what: 'a small gzipped body inflates to 4 MiB',
    expected: NOT_READY,
    answer: (socket) => socket.write(answers.gzipped({ padding: 4 * answers.MIB })),
  },
  {
    name: 'body over the cap',
    what: 'the body has 1 MiB, of which 64 KiB are read',
    expected: NOT_READY,
    answer: (socket) => socket.write(answers.answer({ body: answers.errorBody({ more: 'x'.repeat(answers.MIB) }) })),
  },
  {
    name: 'invalid UTF-8',
    what: 'the message contains bytes that are not UTF-8',
    expected: NOT_READY,
    answer: (socket) => socket.write(answers.answer({ body: answers.INVALID_UTF8 })),
  },
  {
    name: 'byte order mark',
    what: 'the JSON begins with a byte order mark',
    expected: NOT_READY,
    answer: (socket) => socket.write(answers.answer({ body: `\uFEFF${answers.ERROR}` })),
  },
  {
    name: 'UTF-16',
    what: 'the JSON is UTF-16, which its charset states',
    expected: NOT_READY,
    answer: (socket) =>
      socket.write(
        answers.answer({
          headers: { 'content-type': 'application/json; charset=utf-16le' },
          body: Buffer.from(answers.ERROR, 'utf16le'),
        }),
      ),
  },
  {
    name: 'JSON behind a guard',
    what: "the JSON begins with `)]}'`, so that no page can load it as a script",
    expected: NOT_READY,
    answer: (socket) => socket.write(answers.answer({ body: `)]}',\n${answers.ERROR}` })),
  },
  {
    name: 'JSON without its end',
    what: 'the body is complete, and its JSON is not',
    expected: NOT_READY,
    answer: (socket) => socket.write(answers.answer({ body: answers.ERROR.slice(0, -20) })),
  },
  {
    name: 'duplicate keys',
    what: 'the JSON contains two codes; the last one applies, as in `JSON.parse`',
    expected: NOT_READY,
    answer: (socket) => socket.write(answers.answer({ body: '{"error":{"code":1007,"code":2009}}' })),
  },
  {
    name: '`__proto__`',
    what: '`__proto__` is a key of the JSON, and the code',
    expected: { ...CONFLICT, nativeCode: '__proto__', countedCode: '_OTHER' },
    answer: (socket) =>
      socket.write(answers.answer({ body: '{"__proto__":{"error":{"code":2009}},"error":{"code":"__proto__"}}' })),
  },
  {
    name: 'deep nesting',
    what: 'the JSON is nested 100,000 levels deep',
    expected: NOT_READY,
    answer: (socket) => socket.write(answers.answer({ body: answers.deep(100_000) })),
  },
  {
    name: 'code beyond 2^53',
    what: 'the code is a number that JavaScript cannot hold exactly',
    expected: { ...CONFLICT, nativeCode: '90071992547409940', countedCode: '_OTHER' },
    answer: (socket) => socket.write(answers.answer({ body: '{"error":{"code":90071992547409931}}' })),
  },
  {
    name: 'empty body',
    what: 'HTTP 503 without a body',
    expected: byStatus('service_unavailable', 'server', true),
    answer: (socket) => socket.write(answers.answer({ status: 503, body: '' })),
  },
  {
    name: 'page of a proxy',
    what: 'HTTP 502 with HTML',
    expected: byStatus('upstream_error', 'server', true),
    answer: (socket) =>
      socket.write(
        answers.answer({ status: 502, headers: { 'content-type': 'text/html' }, body: '<h1>Bad Gateway</h1>' }),
      ),
  },
  {
    name: 'late body',
    what: 'the body arrives 300 ms after the headers',
    expected: NOT_READY,
    answer: (socket) => {
      const [head, body] = answers.parts();
      socket.write(head);
      setTimeout(() => socket.write(body), 300);
    },
  },
  {
    name: 'body byte by byte',
    what: 'each byte of the body is a chunk of its own',
    expected: NOT_READY,
    answer: (socket) => socket.write(answers.byteByByte()),
  },
];
