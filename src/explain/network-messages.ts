/**
 * Messages of clients about a network failure without its code, with the corresponding code. The first match applies.
 * `fetch failed` and similar messages have the code only in their cause.
 */
export const networkMessages: readonly (readonly [message: RegExp, errorCode: string])[] = [
  [/certificate has expired/i, 'CERT_HAS_EXPIRED'],
  [/self[- ]signed certificate/i, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  [/unable to (?:verify the first|get (?:local )?issuer) certificate/i, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  [/(?:hostname\/ip|altnames?) does not match|does not match certificate/i, 'ERR_TLS_CERT_ALTNAME_INVALID'],
  [/SSL certificate problem|certificate verify failed|curl: \((?:35|51|60)\)/i, 'CERT_UNTRUSTED'],
  [/(?:wrong version number|tls|ssl)[^\n]{0,40}(?:alert|handshake)|SSL routines|EPROTO/i, 'EPROTO'],
  [/could not resolve host|name resolution|name or service not known|curl: \(6\)/i, 'ENOTFOUND'],
  [/connection refused|failed to connect to|no route to host|network is unreachable|curl: \(7\)/i, 'ECONNREFUSED'],
  [/connect timeout|connection timed out|Connection timeout/i, 'UND_ERR_CONNECT_TIMEOUT'],
  [/headers timeout/i, 'UND_ERR_HEADERS_TIMEOUT'],
  [/body timeout/i, 'UND_ERR_BODY_TIMEOUT'],
  [
    // `clarifyTimeoutError` is an option, which axios prints with each of its errors.
    /aborted due to timeout|request timed out|timeout of \d+ ?ms exceeded|network timeout at|(?<!clarify)TimeoutError|curl: \(28\)|operation timed out/i,
    'ETIMEDOUT',
  ],
  [
    /socket hang up|connection reset|other side closed|empty reply from server|before secure TLS connection|premature close|curl: \((?:52|55|56)\)/i,
    'ECONNRESET',
  ],
  [/\bterminated\b/, 'UND_ERR_SOCKET'],
];

/** Messages of clients whose reason is in the cause. */
export const withoutReason = /fetch failed|Failed to fetch|APIConnectionError|Connection error\.|network error/i;

/** Messages of clients about a call that the application, or the timeout of its SDK, ended. */
export const aborted =
  /AbortError|ABORT_ERR|ERR_CANCELED|CanceledError|UND_ERR_ABORTED|APIUserAbortError|(?:operation|request|it) was (?:aborted|canceled)/i;
