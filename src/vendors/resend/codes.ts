import type { CodeRow } from '../../definition/code-row.js';

/**
 * The names of `RESEND_ERROR_CODE_KEY` in the `resend` package 6.38.0. The public copy of the page of errors was readable
 * only in part: the HTTP statuses from `concurrent_idempotent_requests` on are those of Resend's SDK for Rust.
 *
 * @see https://resend.com/docs/api-reference/errors
 */
export const codes = () =>
  ({
    invalid_idempotency_key: { code: 'invalid_parameter', retryable: false, remedy: 'Use an Idempotency-Key of 1 to 256 characters, or leave the header out.' },
    validation_error: { code: 'invalid_parameter', retryable: false },
    missing_api_key: { code: 'missing_credentials', retryable: false, remedy: 'Send Authorization: Bearer with the API key; the SDK for Node.js reads it from RESEND_API_KEY.' },
    restricted_api_key: { code: 'insufficient_scope', retryable: false, remedy: 'Use a key with full access here; this one may only send e-mail.' },
    invalid_api_key: { code: 'invalid_credentials', retryable: false },
    not_found: { code: 'resource_not_found', retryable: false, remedy: 'Check the path as well as the id: Resend uses this code for endpoints that do not exist.' },
    method_not_allowed: { code: 'unsupported_operation', retryable: false, remedy: 'Change the HTTP method to one that the API reference lists for this path.' },
    invalid_idempotent_request: { code: 'duplicate_request', retryable: false, effect: 'none', remedy: 'Send this payload with a new idempotency key: the old one belongs to another payload for 24 hours.' },
    concurrent_idempotent_requests: { code: 'duplicate_request', retryable: true, effect: 'possible', remedy: 'Repeat the call later with the same key: the first request with it is still in progress.' },
    invalid_attachment: { code: 'invalid_parameter', retryable: false, remedy: 'Give each attachment either its content or the path of a remote file.' },
    invalid_from_address: { code: 'invalid_parameter', retryable: false, remedy: 'Write the sender as email@example.com or Name <email@example.com>.' },
    invalid_access: { code: 'invalid_parameter', retryable: false, remedy: 'Set the permission of the new API key to full_access or sending_access.' },
    invalid_parameter: { code: 'invalid_parameter', retryable: false, remedy: 'Pass the whole UUID that the call which created the resource returned.' },
    invalid_region: { code: 'invalid_parameter', retryable: false, remedy: 'Pick one of the regions that the API reference lists for domains.' },
    missing_required_field: { code: 'missing_required_field', retryable: false },
    monthly_quota_exceeded: { code: 'quota_exceeded', retryable: false, remedy: 'Upgrade the plan: unlike for the daily quota, no time of renewal is documented.' },
    daily_quota_exceeded: { code: 'quota_exceeded', retryable: true, remedy: 'Upgrade the plan, or hold the sends back until 24 hours have passed.' },
    rate_limit_exceeded: { code: 'rate_limited', retryable: true, remedy: 'Wait for Retry-After, then queue the calls: the limit is per second and counts all keys of the team.' },
    security_error: { code: 'invalid_request', retryable: false, remedy: 'Do not resend; read the message of one failing call and ask the support of Resend.' },
    application_error: { code: 'internal_error', retryable: true },
    internal_server_error: { code: 'internal_error', retryable: true },
    // Of webhooks: the sub-type of a bounce, the reason of a suppression or of a failure, else the type of the event.
    'email.bounced': { code: 'delivery_failed', retryable: false },
    Undetermined: { code: 'delivery_failed', retryable: false },
    General: { code: 'delivery_failed', retryable: false },
    NoEmail: { code: 'recipient_unreachable', retryable: false, remedy: 'Remove the address from your lists: its mail server knows no such mailbox.' },
    MailboxFull: { code: 'recipient_unreachable', retryable: true },
    MessageTooLarge: { code: 'delivery_failed', retryable: false, remedy: 'Make the message or its attachments smaller; the mail server of the recipient has a lower limit.' },
    ContentRejected: { code: 'content_filtered', retryable: false },
    AttachmentRejected: { code: 'content_filtered', retryable: false, remedy: 'Send a link instead of the attachment: the mail server of the recipient rejects the file.' },
    'email.suppressed': { code: 'recipient_not_allowed', retryable: false },
    Suppressed: { code: 'recipient_not_allowed', retryable: false },
    OnAccountSuppressionList: { code: 'recipient_not_allowed', retryable: false },
    previous_bounce: { code: 'recipient_unreachable', retryable: false, remedy: 'Correct the address: Resend does not send to it any more because a message to it bounced.' },
    previous_complaint: { code: 'recipient_opted_out', retryable: false },
    'email.complained': { code: 'recipient_opted_out', retryable: false, effect: 'done', remedy: 'Unsubscribe the recipient at once, who marked the message as spam.' },
    'email.failed': { code: 'delivery_failed', retryable: false },
    reached_daily_quota: { code: 'quota_exceeded', retryable: true },
  }) as const satisfies Record<string, CodeRow>;

/** A `validation_error` about the API key: HTTP 401, or 400 with this message. */
export const rejectedKey: CodeRow = { code: 'invalid_credentials', retryable: false };

export const REJECTED_KEY_MESSAGE = 'API key is invalid';

/** A `validation_error` with HTTP 403 about a domain that is not verified. */
export const unverifiedDomain: CodeRow = { code: 'setup_required', retryable: false, remedy: 'Verify the domain of the sender at Resend; without one, mail goes only to your own address.' };

/** A `validation_error` with HTTP 403 about something else. */
export const forbidden: CodeRow = { code: 'permission_denied', retryable: false };
