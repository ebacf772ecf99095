import type { Vendor } from '../vendors/vendor.js';
import { categoryOf, type NormalizedCode } from '../vocabulary.js';
import type { VendorError } from './vendor-error.js';

/** Error codes of Node.js (`errno`, OpenSSL) and undici, as far as they say more than their form does. */
const codeByErrorCode: Readonly<Record<string, NormalizedCode>> = {
  ENOTFOUND: 'dns_failure',
  ENODATA: 'dns_failure',
  ESERVFAIL: 'dns_failure',
  ECONNREFUSED: 'connection_failed',
  EHOSTUNREACH: 'connection_failed',
  EHOSTDOWN: 'connection_failed',
  ENETUNREACH: 'connection_failed',
  ENETDOWN: 'connection_failed',
  EADDRINUSE: 'connection_failed',
  EADDRNOTAVAIL: 'connection_failed',
  UND_ERR_CONNECT_TIMEOUT: 'connection_failed',
  ERR_SOCKET_CONNECTION_TIMEOUT: 'connection_failed',
  UND_ERR_PRX_TLS: 'tls_failure',
  EPROTO: 'tls_failure',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls_failure',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls_failure',
  HOSTNAME_MISMATCH: 'tls_failure',
  INVALID_PURPOSE: 'tls_failure',
  // What OpenSSL says and Node.js has no name for.
  UNSPECIFIED: 'tls_failure',
  ECONNRESET: 'connection_reset',
  ENETRESET: 'connection_reset',
  ENOTCONN: 'connection_reset',
  EPIPE: 'connection_reset',
  ETIMEDOUT: 'timeout',
  ESOCKETTIMEDOUT: 'timeout',
  // axios says so when its `timeout` is over.
  ECONNABORTED: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
};

/** Families of codes, for the members that have no line above. */
const codeByForm: readonly (readonly [RegExp, NormalizedCode])[] = [
  [/^EAI_/, 'dns_failure'],
  [/^(?:CERT_|CRL_|ERROR_IN_|ERR_TLS_|ERR_SSL_|UNABLE_TO_|INVALID_CA|PATH_LENGTH_EXCEEDED)/, 'tls_failure'],
  // UND_ERR_SOCKET, HPE_INVALID_CONSTANT and their kind: the response did not come through.
  [/^(?:UND_ERR_|HPE_|ERR_HTTP2_|ERR_SOCKET_)/, 'connection_reset'],
];

/** What an application does to its own call: aborts it, destroys the client under it, or asks for the impossible. */
const OWN_DOING: ReadonlySet<unknown> = new Set([
  'ABORT_ERR',
  // axios
  'ERR_CANCELED',
  'UND_ERR_ABORTED',
  'UND_ERR_CLOSED',
  'UND_ERR_DESTROYED',
  // Requests that never were right.
  'ERR_INVALID_ARG_TYPE',
  'ERR_INVALID_URL',
  'UND_ERR_INVALID_ARG',
  'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH',
  // Its own limit.
  'UND_ERR_RES_EXCEEDED_MAX_SIZE',
]);

interface ErrorFacts {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly syscall?: unknown;
}

/** An error, its causes, and the errors of an `AggregateError` (one per address tried); a chain may be a circle. */
function* chain(error: unknown): Generator<ErrorFacts> {
  const queue = [error];
  const seen = new Set<unknown>();
  while (queue.length > 0 && seen.size < 16) {
    const current = queue.shift();
    if (typeof current !== 'object' || current === null) continue;
    const { errors, cause } = current as { errors?: unknown; cause?: unknown };
    if (Array.isArray(errors) && !seen.has(current)) {
      // First its errors: it has the code of the first of them, without what else that one says.
      queue.unshift(...errors.slice(0, 4), current);
    } else {
      yield current;
      if (!seen.has(cause)) queue.push(cause);
    }
    seen.add(current);
  }
}

/**
 * The normalized code of a call that had no usable response; `undefined` for one that the application ended itself.
 * Clients give every failure of the network a code of the network's. Any other error is the application's: its own abort
 * reason, a file that it could not send (`ENOENT`), a stream of its own that broke (`ERR_STREAM_PREMATURE_CLOSE`).
 */
export function codeOfFailure(error: unknown): NormalizedCode | undefined {
  const errors = [...chain(error)];
  // An `AbortSignal.timeout` may come as an abort that has the timeout for its cause.
  if (errors.some(({ name }) => name === 'TimeoutError')) return 'timeout';
  if (errors.some(({ name, code }) => name === 'AbortError' || OWN_DOING.has(code))) return undefined;
  for (const { name, code, syscall } of errors) {
    // undici gives this one no code.
    if (name === 'HTTPParserError') return 'connection_reset';
    if (typeof code !== 'string') continue;
    if (syscall === 'connect') return 'connection_failed';
    const known = Object.hasOwn(codeByErrorCode, code) ? codeByErrorCode[code] : undefined;
    const found = known ?? codeByForm.find(([form]) => form.test(code))?.[1];
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The error of a call without a usable response; `undefined` for one that the application ended itself. */
export function classifyFailure(vendor: Vendor, error: unknown, traceId: string | undefined): VendorError | undefined {
  const code = codeOfFailure(error);
  if (code === undefined) return undefined;
  return {
    vendor: vendor.name,
    code,
    category: categoryOf(code),
    // A certificate does not get better by trying again.
    retryable: code !== 'tls_failure',
    retryBasis: 'network',
    origin: 'network',
    ...(traceId === undefined ? {} : { traceId }),
  };
}
