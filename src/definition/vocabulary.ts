/**
 * The closed vocabulary into which the errors of all vendors are translated. Each normalized code is in
 * exactly one category, so dashboards and alerts can use either.
 */

/** Each category of errors, with its meaning. */
export const errorCategories = {
  validation: 'The request itself is wrong; the calling code must change.',
  authentication: 'Credentials are missing, wrong or expired.',
  authorization: 'The credentials are valid, but the account, key or sender may not do this (scope, plan, unfinished set-up, suspension).',
  not_found: 'The addressed resource does not exist or is not visible to this account.',
  conflict: 'The resource exists, but its state forbids the operation, or it is not ready yet.',
  recipient: 'This recipient cannot or may not be messaged (opted out, not allowed, unreachable). This is a business outcome; page nobody.',
  rate_limit: 'Too many requests or no free capacity now; the same request works later.',
  quota: 'A plan, account or daily allowance is used up.',
  attachment: 'A file could not be accepted, fetched, found or sent.',
  delivery: 'The API accepted the message, but it was not delivered.',
  server: 'The vendor failed or is unavailable.',
  network: 'There was no usable HTTP response: DNS, connect, TLS, reset, timeout.',
  unknown: 'The error could not be classified.',
} as const satisfies Record<string, string>;

/** A group of normalized codes that usually need the same reaction, for example `authentication`. */
export type ErrorCategory = keyof typeof errorCategories;

interface CodeDescription {
  readonly category: ErrorCategory;
  readonly meaning: string;
}

/** Each normalized code, with its one category and its meaning. */
export const normalizedCodes = {
  missing_required_field: { category: 'validation', meaning: 'A required field or parameter is missing.' },
  invalid_parameter: { category: 'validation', meaning: 'A field or parameter has a value that is not allowed.' },
  invalid_phone_number: { category: 'validation', meaning: 'A phone number is not valid E.164.' },
  malformed_body: { category: 'validation', meaning: 'The request body is not valid JSON or has the wrong structure.' },
  invalid_message_content: { category: 'validation', meaning: "The parts, links or placeholders of the message break the vendor's rules." },
  outside_messaging_window: { category: 'validation', meaning: 'The recipient has not written recently enough for a free-form message.' },
  text_too_long: { category: 'validation', meaning: 'A text exceeds its length limit.' },
  batch_too_large: { category: 'validation', meaning: 'A bulk request contains too many items; split it.' },
  payload_too_large: { category: 'validation', meaning: 'The request body is too large.' },
  confirmation_required: { category: 'validation', meaning: 'A destructive call lacks its explicit confirmation.' },
  unsupported_operation: { category: 'validation', meaning: 'The operation or feature is not supported for this resource, route or service.' },
  resource_type_mismatch: { category: 'validation', meaning: 'The operation was addressed to a resource of the wrong kind.' },
  invalid_request: { category: 'validation', meaning: 'The vendor refused the request, and no other code describes why.' },
  missing_credentials: { category: 'authentication', meaning: 'No credentials were sent.' },
  invalid_credentials: { category: 'authentication', meaning: 'Credentials were sent and are wrong, revoked or expired.' },
  unauthenticated: { category: 'authentication', meaning: 'The credentials are missing or wrong; the vendor does not state which.' },
  clock_skew: { category: 'authentication', meaning: "The request signature's timestamp is outside the allowed clock skew." },
  invalid_oauth_state: { category: 'authentication', meaning: 'An OAuth callback state is missing, expired or mismatched.' },
  permission_denied: { category: 'authorization', meaning: 'The credentials are valid, but do not allow this.' },
  insufficient_scope: { category: 'authorization', meaning: 'The key lacks the scope this endpoint needs.' },
  sender_not_permitted: { category: 'authorization', meaning: 'The sending number or line does not belong to this account or key.' },
  sender_not_registered: { category: 'authorization', meaning: 'The sender lacks a registration that its destination requires (10DLC campaign, toll-free verification, sender ID).' },
  sender_suspended: { category: 'authorization', meaning: 'The vendor or a carrier has temporarily paused or blocked the sender.' },
  feature_not_available: { category: 'authorization', meaning: 'The account does not have this feature or product enabled.' },
  setup_required: { category: 'authorization', meaning: 'A one-time set-up step is missing (activation, e-mail or webhook verification, integration).' },
  account_suspended: { category: 'authorization', meaning: 'The account or tenant is suspended.' },
  resource_not_found: { category: 'not_found', meaning: 'A resource was not found.' },
  account_not_found: { category: 'not_found', meaning: 'The tenant or account was not found.' },
  chat_not_found: { category: 'not_found', meaning: 'The chat was not found.' },
  message_not_found: { category: 'not_found', meaning: 'The message was not found.' },
  webhook_not_found: { category: 'not_found', meaning: 'The webhook or webhook subscription was not found.' },
  sender_not_found: { category: 'not_found', meaning: 'The sending line, list or number was not found.' },
  conflict: { category: 'conflict', meaning: 'The request conflicts with the current state.' },
  resource_not_ready: { category: 'conflict', meaning: 'The resource is still being created; wait and send again.' },
  invalid_resource_state: { category: 'conflict', meaning: 'The resource is in a state that forbids the operation.' },
  chat_unavailable: { category: 'conflict', meaning: 'The chat was left or deleted and can no longer be used.' },
  already_exists: { category: 'conflict', meaning: 'The resource already exists.' },
  duplicate_request: { category: 'conflict', meaning: 'The vendor has already received this request, or its idempotency key was used for another one.' },
  recipient_not_allowed: { category: 'recipient', meaning: 'The recipient may not be messaged by this account (sandbox pairing, VOIP policy, marketing limit, has not messaged first).' },
  recipient_opted_out: { category: 'recipient', meaning: 'The recipient has opted out.' },
  recipient_unreachable: { category: 'recipient', meaning: 'The recipient has no usable number or cannot receive this kind of message.' },
  rate_limited: { category: 'rate_limit', meaning: 'A rate limit was hit.' },
  capacity_exhausted: { category: 'rate_limit', meaning: 'The vendor has no free line or capacity now.' },
  quota_exceeded: { category: 'quota', meaning: 'An account, plan or daily limit is used up.' },
  attachment_not_found: { category: 'attachment', meaning: 'The attachment was not found.' },
  attachment_not_ready: { category: 'attachment', meaning: 'The attachment is still being processed; wait and send again.' },
  attachment_not_uploaded: { category: 'attachment', meaning: 'The attachment was registered but its bytes were never uploaded.' },
  attachment_too_large: { category: 'attachment', meaning: 'The file is too large.' },
  unsupported_media_type: { category: 'attachment', meaning: "The file's type is not supported." },
  content_type_mismatch: { category: 'attachment', meaning: "The file's declared type and its content differ." },
  attachment_upload_failed: { category: 'attachment', meaning: 'The vendor failed to accept the upload.' },
  attachment_download_failed: { category: 'attachment', meaning: 'The vendor could not fetch the file from the given URL.' },
  attachment_url_failed: { category: 'attachment', meaning: 'The vendor failed to create a URL for the file.' },
  delivery_failed: { category: 'delivery', meaning: 'The message was dispatched and rejected downstream.' },
  delivery_attempts_exhausted: { category: 'delivery', meaning: 'The vendor stopped after its own delivery attempts.' },
  message_expired: { category: 'delivery', meaning: 'The message was not delivered within its validity period.' },
  content_filtered: { category: 'delivery', meaning: 'The vendor or a carrier classified the message as spam or does not allow its content.' },
  sender_unavailable: { category: 'delivery', meaning: 'The sender temporarily cannot send: its phone is not connected, or it is under maintenance.' },
  webhook_delivery_failed: { category: 'delivery', meaning: "The vendor could not deliver to the customer's webhook endpoint." },
  internal_error: { category: 'server', meaning: 'The vendor failed.' },
  upstream_error: { category: 'server', meaning: "A service behind the vendor's API failed." },
  upstream_unavailable: { category: 'server', meaning: "A service behind the vendor's API cannot be reached." },
  upstream_timeout: { category: 'server', meaning: 'The vendor or a service behind it timed out.' },
  service_unavailable: { category: 'server', meaning: 'The vendor is temporarily unavailable.' },
  vendor_misconfigured: { category: 'server', meaning: "Something is not configured on the vendor's side; only the vendor can fix it." },
  dns_failure: { category: 'network', meaning: "The vendor's host name could not be resolved (ENOTFOUND, EAI_AGAIN)." },
  connection_failed: { category: 'network', meaning: 'No connection could be made (ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, connect timeout).' },
  connection_reset: { category: 'network', meaning: 'The connection broke before the response was complete (ECONNRESET, EPIPE, UND_ERR_SOCKET).' },
  tls_failure: { category: 'network', meaning: 'The TLS handshake failed (certificate or protocol).' },
  timeout: { category: 'network', meaning: 'There was no response in time (headers, body or whole-request timeout, AbortSignal.timeout).' },
  unknown: { category: 'unknown', meaning: 'The error could not be classified.' },
} as const satisfies Record<string, CodeDescription>;

/** What went wrong, in the vocabulary that all vendors share, for example `rate_limited`. */
export type NormalizedCode = keyof typeof normalizedCodes;

/**
 * Whether the request may have taken effect. If it has, a second request, to this vendor or another, does the same thing twice:
 *
 * - `none`: it has not. The vendor refused the request, or the request never left this host.
 * - `possible`: unknown. The vendor failed or did not answer after the request may have reached it.
 * - `done`: It did. The vendor accepted it and the rest of the response was lost, or the vendor reports that it was sent before.
 *
 * It describes this attempt only, not earlier attempts.
 */
export type RequestEffect = (typeof requestEffects)[number];

/** The values of {@link RequestEffect}. */
export const requestEffects = ['none', 'possible', 'done'] as const;

/** Whether a text is a normalized code. */
export function isNormalizedCode(text: string): text is NormalizedCode {
  return Object.hasOwn(normalizedCodes, text);
}

/** The one category of a normalized code. */
export function categoryOf(code: NormalizedCode): ErrorCategory {
  return normalizedCodes[code].category;
}
