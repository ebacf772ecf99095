/** The closed vocabulary, by category. */
export const VOCABULARY = {
  validation: [
    'missing_required_field invalid_parameter invalid_phone_number malformed_body invalid_message_content',
    'outside_messaging_window',
    'text_too_long batch_too_large payload_too_large confirmation_required unsupported_operation',
    'resource_type_mismatch invalid_request',
  ],
  authentication: ['missing_credentials invalid_credentials unauthenticated clock_skew invalid_oauth_state'],
  authorization: [
    'permission_denied insufficient_scope sender_not_permitted sender_not_registered sender_suspended',
    'feature_not_available setup_required account_suspended',
  ],
  not_found: [
    'resource_not_found account_not_found chat_not_found message_not_found webhook_not_found sender_not_found',
  ],
  conflict: ['conflict resource_not_ready invalid_resource_state chat_unavailable already_exists duplicate_request'],
  recipient: ['recipient_not_allowed recipient_opted_out recipient_unreachable'],
  rate_limit: ['rate_limited capacity_exhausted'],
  quota: ['quota_exceeded'],
  attachment: [
    'attachment_not_found attachment_not_ready attachment_not_uploaded attachment_too_large unsupported_media_type',
    'content_type_mismatch attachment_upload_failed attachment_download_failed attachment_url_failed',
  ],
  delivery: [
    'delivery_failed delivery_attempts_exhausted message_expired content_filtered sender_unavailable',
    'webhook_delivery_failed',
  ],
  server: [
    'internal_error upstream_error upstream_unavailable upstream_timeout service_unavailable vendor_misconfigured',
  ],
  network: ['dns_failure connection_failed connection_reset tls_failure timeout'],
  unknown: ['unknown'],
};

const words = (text: string) => text.trim().split(/\s+/);
/** Each code with its category. */
export const vocabulary = Object.entries(VOCABULARY).flatMap(([category, lines]) =>
  lines.flatMap(words).map((code) => [code, category] as const),
);
/** The lines of a table, sorted. */
export const linesOf = (table: string) =>
  table
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .sort();
