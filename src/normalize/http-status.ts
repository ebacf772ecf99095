import type { NormalizedCode } from '../definition/vocabulary.js';

/** The normalized codes of HTTP statuses (RFC 9110, RFC 6585), for responses without a code in the table. */
const codeByStatus: Readonly<Record<number, NormalizedCode>> = {
  401: 'unauthenticated',
  402: 'quota_exceeded',
  403: 'permission_denied',
  404: 'resource_not_found',
  408: 'upstream_timeout',
  409: 'conflict',
  410: 'resource_not_found',
  413: 'payload_too_large',
  429: 'rate_limited',
  502: 'upstream_error',
  503: 'service_unavailable',
  504: 'upstream_timeout',
};

/** Client errors that a retry can help. */
const retryableClientErrors: ReadonlySet<number> = new Set([408, 425, 429]);

/** Permanent server errors: 501 Not Implemented and 505 HTTP Version Not Supported. */
const permanentServerErrors: ReadonlySet<number> = new Set([501, 505]);

/** The normalized code of an HTTP status; `unknown` for a status that is not an error. */
export function codeOfStatus(status: number): NormalizedCode {
  const code = codeByStatus[status];
  if (code !== undefined) return code;
  if (status >= 500) return 'internal_error';
  return status >= 400 ? 'invalid_request' : 'unknown';
}

/** Whether the same request may succeed later, by the HTTP status. */
export function isRetryableStatus(status: number): boolean {
  return status >= 500 ? !permanentServerErrors.has(status) : retryableClientErrors.has(status);
}
