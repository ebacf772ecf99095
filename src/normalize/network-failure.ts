import type { Vendor } from '../definition/vendor.js';
import { categoryOf, type NormalizedCode } from '../definition/vocabulary.js';
import { type ErrorFacts, errorChain } from './error-chain.js';
import { effectOfFailure } from './request-effect.js';
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

/** What clients report without a code: SDKs made by Stainless after their own `timeout`, axios about a body that broke off. */
const codeByMessage: Readonly<Record<string, NormalizedCode>> = {
  'Request timed out.': 'timeout',
  'stream has been aborted': 'connection_reset',
};

/** The phases of got's timeouts that end before there is a connection. */
const CONNECTING: ReadonlySet<unknown> = new Set(['lookup', 'socket', 'connect', 'secureConnect']);

/** How clients report that the application has aborted its call; `ERR_CANCELED` is axios's. */
const ABORTS: ReadonlySet<unknown> = new Set(['ABORT_ERR', 'ERR_CANCELED', 'UND_ERR_ABORTED']);

/** What an application does to its own call besides: it destroys the client under it, or asks for the impossible. */
const OWN_DOING: ReadonlySet<unknown> = new Set([
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

/**
 * The normalized code of a call that had no usable response; `undefined` for one that the application ended itself.
 * Clients give every failure of the network a code of the network's. Any other error is the application's: its own abort
 * reason, a file that it could not send (`ENOENT`), a stream of its own that broke (`ERR_STREAM_PREMATURE_CLOSE`).
 */
export function codeOfFailure(error: unknown): NormalizedCode | undefined {
  return codeOfChain([...errorChain(error)]);
}

function codeOfChain(errors: readonly ErrorFacts[]): NormalizedCode | undefined {
  const timeout = errors.find(({ name }) => name === 'TimeoutError');
  // An `AbortSignal.timeout` may come as an abort that has the timeout for its cause.
  if (timeout !== undefined) return CONNECTING.has(timeout.event) ? 'connection_failed' : 'timeout';
  if (errors.some((error) => isAbortItself(error) || OWN_DOING.has(error.code))) return undefined;
  for (const { name, message, code, syscall } of errors) {
    // undici gives this one no code.
    if (name === 'HTTPParserError') return 'connection_reset';
    const byMessage = lookUp(codeByMessage, message);
    if (byMessage !== undefined) return byMessage;
    if (typeof code !== 'string') continue;
    if (syscall === 'connect') return 'connection_failed';
    const found = lookUp(codeByErrorCode, code) ?? codeByForm.find(([form]) => form.test(code))?.[1];
    if (found !== undefined) return found;
  }
  return undefined;
}

function isAbortItself({ name, code }: ErrorFacts): boolean {
  return name === 'AbortError' || ABORTS.has(code);
}

/** Whether a client reports that the application has aborted its call, for whatever reason. */
export function isAbort(error: unknown): boolean {
  return [...errorChain(error)].some(isAbortItself);
}

function lookUp(codes: Readonly<Record<string, NormalizedCode>>, key: unknown): NormalizedCode | undefined {
  return typeof key === 'string' && Object.hasOwn(codes, key) ? codes[key] : undefined;
}

/** What is known of a failed call beside its error. */
export interface FailedRequest {
  /** The method of the request. @defaultValue any: the request may have asked for a change */
  readonly method?: string | undefined;
  /** The HTTP status, if the answer had begun. @defaultValue none: there was no answer */
  readonly status?: number | undefined;
}

/** The error of a call without a usable response; `undefined` for one that the application ended itself. */
export function classifyFailure(
  vendor: Vendor,
  error: unknown,
  traceId: string | undefined,
  request: FailedRequest = {},
): VendorError | undefined {
  const errors = [...errorChain(error)];
  const code = codeOfChain(errors);
  if (code === undefined) return undefined;
  return {
    vendor: vendor.name,
    code,
    category: categoryOf(code),
    // A certificate does not get better by trying again.
    retryable: code !== 'tls_failure',
    retryBasis: 'network',
    origin: 'network',
    effect: effectOfFailure(code, errors, request),
    ...(traceId === undefined ? {} : { traceId }),
  };
}
