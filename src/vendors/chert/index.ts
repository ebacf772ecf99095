import { builtInVendor } from '../../definition/built-in-vendor.js';
import type { ClassRow, CodeRow } from '../../definition/code-row.js';
import { at, codeText, flag, list, number, text } from '../../definition/json.js';
import { thousandsClass } from '../../definition/numeric-codes.js';
import type { RawError } from '../../definition/readers.js';
import type { Vendor, VendorOptions } from '../../definition/vendor.js';
import { readEventEnvelope } from '../../definition/webhook.js';

const codes = {
  1001: { code: 'missing_required_field', retryable: false, remedy: 'Add the field that error.message names to the request body, then resend.' },
  1002: { code: 'invalid_parameter', retryable: false, remedy: 'Correct the rejected field; of attachments the one whose position vendor_api.error.param has.' },
  1003: { code: 'invalid_phone_number', retryable: false, remedy: 'Convert the number to E.164, such as +15555550100, before the call.' },
  1004: { code: 'malformed_body', retryable: false, remedy: 'Log the raw body, repair the JSON, and send it with content-type: application/json.' },
  1005: { code: 'invalid_message_content', retryable: false, remedy: 'Move the URL into a rich_link part, or keep it for a second message once the chat exists.' },
  1006: { code: 'invalid_message_content', retryable: false, remedy: 'Put at most 10 parts into a message, at most 31 recipients into a group, and use group calls for groups only.' },
  1007: { code: 'rate_limited', retryable: true, remedy: 'Wait the seconds in Retry-After, then slow the sender down; without the header, back off exponentially.' },
  1008: { code: 'invalid_message_content', retryable: false, remedy: 'Join neighboring text parts into a single one before sending.' },
  1009: { code: 'text_too_long', retryable: false, remedy: 'Shorten the text, or send the rest as a follow-up; text parts in a row fail with 1008.' },
  1010: { code: 'unsupported_operation', retryable: false, remedy: 'Set the service to imessage, the only one in v1; route SMS some other way.' },
  1011: { code: 'resource_type_mismatch', retryable: false, remedy: 'Address the right type of resource; give each attachment a registered attachment_id and no url beside it.' },
  1012: { code: 'invalid_resource_state', retryable: false, remedy: 'Fetch the resource, wait until its state allows the operation, and only then send again.' },
  1013: { code: 'recipient_unreachable', retryable: false, remedy: 'Add a phone number to the contact record, or choose another contact; resending changes nothing.' },
  2001: { code: 'account_not_found', retryable: false, remedy: 'Compare x-chert-tenant with the tenant slug from registration; look for settings of another environment.' },
  2002: { code: 'chat_not_found', retryable: false, remedy: 'Check the chat id and the tenant it was created under; ids do not cross tenants.' },
  2003: { code: 'message_not_found', retryable: false, remedy: 'Check that the id is a message id, not a chat id, and comes from this tenant.' },
  2004: { code: 'invalid_credentials', retryable: false, remedy: 'Check the signing secret and sign the exact bytes sent, with a new timestamp on every attempt.' },
  2005: { code: 'permission_denied', retryable: false, remedy: 'Ask the administrator whether the tenant is suspended or lacks rights to this resource. Do not retry.' },
  2006: { code: 'sender_not_permitted', retryable: false, remedy: 'Choose the sender from what GET /api/v1/phone-numbers returns for this tenant.' },
  2007: { code: 'setup_required', retryable: false, remedy: 'Open the verification mail from the registration and follow its link, then resend.' },
  2008: { code: 'quota_exceeded', retryable: false, remedy: 'Stop sending and have the administrator raise the account limit; retries fail until then.' },
  2010: { code: 'setup_required', retryable: false, remedy: 'Link the Salesforce, HubSpot or Slack integration over OAuth in the console, then resend.' },
  2011: { code: 'resource_not_found', retryable: false, remedy: 'Check the id of the list, sheet, sequence, lead or message, and use the tenant that owns it.' },
  2012: { code: 'missing_credentials', retryable: false, remedy: 'Send x-chert-signature or a bearer token; check that the secret is loaded and no proxy drops the header.' },
  2013: { code: 'clock_skew', retryable: false, remedy: 'Sync the clock of the host (NTP) and sign again with a fresh timestamp; 5 minutes of skew are allowed.' },
  2014: { code: 'invalid_oauth_state', retryable: false, remedy: 'Start the OAuth flow over in one browser session; do not replay an old callback URL.' },
  3001: { code: 'internal_error', retryable: true, remedy: 'Retry with backoff (1, 2, 4 seconds); if it stays, send the trace id to support.' },
  3002: { code: 'upstream_unavailable', retryable: true, remedy: 'Retry after 1, 2 and 4 seconds, then queue the sends until the delivery network can be reached again.' },
  3003: { code: 'vendor_misconfigured', retryable: false, remedy: 'Do not retry. Send the trace id to support: the vendor has not configured its delivery service.' },
  3004: { code: 'upstream_error', retryable: true, remedy: 'Retry after a second or two with the same idempotency_key; if it lasts, send the trace id to support.' },
  4001: { code: 'delivery_failed', retryable: true, remedy: 'Read error.message (reason on /api/v1/send) for the rejection, then resend once after a short delay.' },
  4002: { code: 'capacity_exhausted', retryable: true, remedy: 'Wait for retry_after before resending; sending lines free up at the next full hour.' },
  4098: { code: 'invalid_parameter', retryable: false, remedy: 'Replace effect with a value listed in allowed_effects, or delete the field.' },
  4099: { code: 'unsupported_operation', retryable: false, remedy: 'Do not retry. Drop the feature on this route or line; edits, for one, end 15 minutes after sending.' },
  5001: { code: 'attachment_not_found', retryable: false, remedy: 'Check that this tenant registered the attachment_id through POST /api/v1/attachments.' },
  5002: { code: 'attachment_too_large', retryable: false, remedy: 'Compress the file below the limit (100 MB per upload) and register it again.' },
  5003: { code: 'unsupported_media_type', retryable: false, remedy: 'Convert the file to a MIME type that the tier of this account supports.' },
  5004: { code: 'attachment_not_uploaded', retryable: false, remedy: 'Finish the PUT to upload_url first, then send the message with that attachment_id.' },
} as const satisfies Record<string, CodeRow>;

const classes = {
  '1xxx': { retryable: false },
  '2xxx': { retryable: false },
  '3xxx': { retryable: true },
  '4xxx': { retryable: true },
  '5xxx': { retryable: false },
} as const satisfies Record<string, ClassRow>;

/**
 * The object with `code`, `message` and `retryable`: `error` in the envelope; the body itself in the flat forms
 * (`status: "failed"`, `ok: false`); `outputFields` for HubSpot's workflow actions.
 */
function errorObject(body: unknown): unknown {
  for (const candidate of [at(body, 'error'), at(body, 'outputFields')]) {
    if (typeof candidate === 'object' && candidate !== null) return candidate;
  }
  return body;
}

/** Only these say that a 2xx answer is a failure; a key called `error` does not. */
function saysFailed(body: unknown): boolean {
  return at(body, 'status') === 'failed' || at(body, 'ok') === false || at(body, 'success') === false || at(body, 'outputFields', 'ok') === false;
}

/** What the extras of some errors point at: the position of an attachment or image, from 0 on, or the effect. */
function readParam(error: unknown): string | undefined {
  const index = number(at(error, 'attachment_index'));
  if (index !== undefined) return `attachments[${index}]`;
  return list(at(error, 'allowed_effects')).length > 0 ? 'effect' : undefined;
}

function readError(body: unknown): RawError {
  const error = errorObject(body);
  const code = codeText(at(error, 'code'));
  return {
    code,
    class: thousandsClass(code),
    message: text(at(error, 'message')) ?? text(at(error, 'error')) ?? text(at(error, 'reason')),
    param: readParam(error),
    retryable: flag(at(error, 'retryable')),
    retryAfter: number(at(error, 'retry_after')),
    status: number(at(error, 'status')),
  };
}

/** @see https://docs.trychert.com/api/overview */
const routes = [
  '/api/v1/attachments',
  '/api/v1/attachments/{attachmentId}/content',
  '/api/v1/attachments/{attachmentId}/upload',
  '/api/v1/chats',
  '/api/v1/chats/{chatId}',
  '/api/v1/chats/{chatId}/mark-read',
  '/api/v1/chats/{chatId}/messages',
  '/api/v1/chats/{chatId}/participants',
  '/api/v1/chats/{chatId}/typing',
  '/api/v1/dev-inbox',
  '/api/v1/events',
  '/api/v1/events/stream',
  '/api/v1/events/{eventId}',
  '/api/v1/events/{eventId}/replay',
  '/api/v1/locations',
  '/api/v1/messages/{messageId}',
  '/api/v1/messages/{messageId}/edit',
  '/api/v1/messages/{messageId}/react',
  '/api/v1/phone-numbers',
  '/api/v1/send',
  '/api/v1/webhook-subscriptions',
  '/api/v1/webhook-subscriptions/{subscriptionId}',
];

/**
 * Chert: iMessage, with integrations for Salesforce, HubSpot and Slack. Its `retryable` is authoritative.
 *
 * @see https://docs.trychert.com/api/errors
 */
export function chert(options: VendorOptions = {}): Vendor {
  return builtInVendor(
    {
      name: 'chert',
      documentation: 'https://docs.trychert.com/api/errors',
      hosts: ['console.trychert.com'],
      traceId: [{ header: 'x-trace-id' }, { body: ['trace_id'] }, { body: ['outputFields', 'trace_id'] }],
      readError: ({ status, body }) => (status >= 400 || saysFailed(body) ? readError(body) : undefined),
      readWebhook: (payload) => readEventEnvelope(payload, { 'message.received': 'received' }),
      successRoutes: ['POST /api/v1/send', '/api/salesforce/*', '/api/hubspot/*'],
      routes,
      codes,
      classes,
    },
    options,
  );
}
