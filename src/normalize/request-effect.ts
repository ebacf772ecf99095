import type { ErrorCategory, NormalizedCode, RequestEffect } from '../definition/vocabulary.js';
import type { ErrorFacts } from './error-chain.js';
import type { ErrorOrigin } from './vendor-error.js';

/** Categories of refusals: the vendor did not carry out the request, with any HTTP status. */
const REFUSALS: ReadonlySet<ErrorCategory> = new Set([
  'validation',
  'authentication',
  'authorization',
  'not_found',
  'conflict',
  'recipient',
  'rate_limit',
  'quota',
  'attachment',
]);

/** Codes of other categories that mean that nothing reached the recipient. */
const NOTHING_SENT: ReadonlySet<NormalizedCode> = new Set([
  'delivery_failed',
  'message_expired',
  'content_filtered',
  'sender_unavailable',
  'vendor_misconfigured',
]);

/** Server errors that are refusals (RFC 9110, sections 15.6.2 and 15.6.6; RFC 6585, section 6). */
const REFUSING_STATUSES: ReadonlySet<number> = new Set([501, 505, 511]);

/** Methods that change nothing, so that nothing can happen twice (RFC 9110, section 9.2.1). */
const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

/** Failures before the connection exists. */
const NO_CONNECTION: ReadonlySet<NormalizedCode> = new Set(['dns_failure', 'connection_failed', 'tls_failure']);

/** The error of Node.js for an interrupted TLS handshake, and a guarantee of HTTP/2 (RFC 9113, section 8.7). */
const NOT_PROCESSED = /Client network socket disconnected before secure TLS|NGHTTP2_REFUSED_STREAM/;

/** What determines the effect of an answered request. */
export interface AnsweredRequest {
  readonly code: NormalizedCode;
  readonly category: ErrorCategory;
  readonly origin: ErrorOrigin;
  readonly status: number;
  readonly method: string | undefined;
}

/** An unknown method may change something. */
function isSafe(method: string | undefined): boolean {
  return typeof method === 'string' && SAFE_METHODS.has(method.toUpperCase());
}

/** The effect of a request that the vendor answered with an error. */
export function effectOfAnswer({ code, category, origin, status, method }: AnsweredRequest): RequestEffect {
  if (isSafe(method)) return 'none';
  // The first of the duplicates was accepted, or is in progress.
  if (code === 'duplicate_request') return 'possible';
  // The vendor reports that this item was not accepted, or that this message did not arrive.
  if (origin === 'item' || origin === 'webhook') return 'none';
  const isRefusal = REFUSALS.has(category) || NOTHING_SENT.has(code) || REFUSING_STATUSES.has(status);
  return isRefusal ? 'none' : 'possible';
}

/** The effect of a request without a usable response, or with only the beginning of a response. */
export function effectOfFailure(
  code: NormalizedCode,
  errors: readonly ErrorFacts[],
  { method, status = 0 }: { readonly method?: string | undefined; readonly status?: number | undefined },
): RequestEffect {
  if (isSafe(method)) return 'none';
  if (status >= 200 && status < 300) return 'done';
  return isUnsent(code, errors) ? 'none' : 'possible';
}

/** Whether the vendor cannot have processed any of the request. */
function isUnsent(code: NormalizedCode, errors: readonly ErrorFacts[]): boolean {
  if (errors.some(({ message }) => typeof message === 'string' && NOT_PROCESSED.test(message))) return true;
  return NO_CONNECTION.has(code) && !errors.some((error) => wasConnected(code, error));
}

/** A connection that was established can still lose its route (`read EHOSTUNREACH`) or its TLS. */
function wasConnected(code: NormalizedCode, { syscall, code: errorCode }: ErrorFacts): boolean {
  if (code === 'tls_failure') return typeof errorCode === 'string' && errorCode.endsWith('BAD_RECORD_MAC');
  return code === 'connection_failed' && (syscall === 'read' || syscall === 'write');
}
