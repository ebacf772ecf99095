import type { ClassRow, CodeRow } from '../../definition/code-row.js';

export const codes = () =>
  ({
    missing_api_key: { code: 'missing_credentials', retryable: false, remedy: 'Set MESSAGES_API_KEY in this environment so that Authorization: Bearer sk_live_... is sent.' },
    invalid_api_key: { code: 'invalid_credentials', retryable: false, remedy: 'Create a new key in the dashboard and deploy it; the current key is mistyped, revoked or expired.' },
    insufficient_scope: { code: 'insufficient_scope', retryable: false, remedy: 'Use a key with the scope of this endpoint, such as messages:write; see the dashboard.' },
    line_not_accessible: { code: 'sender_not_permitted', retryable: false, remedy: 'Send from a line that GET /v1/lines returns for this key, or create a key that includes this line.' },
    sandbox_not_activated: { code: 'setup_required', retryable: false, remedy: 'Open Lines in the dashboard, and text the code shown there from the test phone to the sandbox number.' },
    missing_required_parameter: { code: 'missing_required_field', retryable: false, remedy: 'Add the field that error.param names to the query or body, then resend.' },
    invalid_parameter_value: { code: 'invalid_parameter', retryable: false, remedy: 'Correct the field in error.param; check id prefixes (cht_, msg_), and send at most one attachment.' },
    invalid_json: { code: 'malformed_body', retryable: false, remedy: 'Serialize the body with JSON.stringify and set Content-Type: application/json.' },
    sandbox_contact_mismatch: { code: 'recipient_not_allowed', retryable: false, remedy: 'Change the recipient to the paired test phone, or use a dedicated line.' },
    line_not_found: { code: 'sender_not_found', retryable: false, remedy: 'Replace the from handle with one from GET /v1/lines.' },
    chat_not_found: { code: 'chat_not_found', retryable: false, remedy: 'Check the chat id or recipient together with the from line, because chats are looked up per line.' },
    message_not_found: { code: 'message_not_found', retryable: false, remedy: 'Check the msg_ id, and that this account received or sent the message; do not retry with the same id.' },
    outbox_item_not_found: { code: 'resource_not_found', retryable: false, remedy: 'Poll GET /v1/outbox with the obx_ delivery id, not with a msg_ id.' },
    webhook_not_found: { code: 'webhook_not_found', retryable: false, remedy: 'Correct the stored id from GET /v1/webhooks, or register the webhook again with POST /v1/webhooks.' },
    rate_limit_exceeded: { code: 'rate_limited', retryable: true, remedy: 'Wait for Retry-After, then spread out the calls: the limit is on API requests per hour.' },
    sandbox_quota_exceeded: { code: 'quota_exceeded', retryable: true, renews: 'midnight UTC', remedy: 'Hold back sandbox sends until midnight UTC (50 a day for the whole account), or use a dedicated line.' },
    // From the vendor's newer public documents.
    sandbox_requires_owner: { code: 'setup_required', retryable: false, remedy: 'Create a sandbox key while signed in to an account; the current key has no owner.' },
    empty_file: { code: 'invalid_parameter', retryable: false, remedy: 'Check the stream given to POST /v1/files: it was empty, often because it had already been read.' },
    advanced_features_required: { code: 'feature_not_available', retryable: false, remedy: 'Remove the advanced option from the request, or have advanced features enabled on the sending line.' },
    contact_has_not_messaged: { code: 'recipient_not_allowed', retryable: false, remedy: 'Do not resend. The contact or group must text this line first; then reply.' },
  }) as const satisfies Record<string, CodeRow>;

export const classes = {
  authentication_error: { retryable: false },
  authorization_error: { retryable: false },
  invalid_request_error: { retryable: false },
  not_found_error: { retryable: false },
  rate_limit_error: { retryable: true },
} as const satisfies Record<string, ClassRow>;
