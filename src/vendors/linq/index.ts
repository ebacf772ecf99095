import { builtInVendor } from '../../definition/built-in-vendor.js';
import type { ClassRow, CodeRow } from '../../definition/code-row.js';
import { at, codeText, list, number, text } from '../../definition/json.js';
import { thousandsClass } from '../../definition/numeric-codes.js';
import type { RawError, VendorResponse } from '../../definition/readers.js';
import type { Vendor, VendorOptions } from '../../definition/vendor.js';
import { type RawWebhook, readEventEnvelope, type WebhookKind } from '../../definition/webhook.js';

const codes = {
  1001: { code: 'missing_required_field', retryable: false, remedy: 'Compare the body with the API reference of this endpoint and add the absent field before resending.' },
  1002: { code: 'invalid_phone_number', retryable: false, remedy: 'Write numbers as E.164: plus sign, country code, digits only, such as +14155551234.' },
  1003: { code: 'malformed_body', retryable: false, remedy: 'Log the raw body, repair the JSON, and send it with Content-Type: application/json.' },
  1004: { code: 'invalid_message_content', retryable: false, remedy: 'Fix message.parts: only text, media or link parts, and a link part must stand alone.' },
  1005: { code: 'invalid_parameter', retryable: false, remedy: 'Look up the allowed values of the rejected parameter; the first message of a new chat may hold no link.' },
  1006: { code: 'resource_type_mismatch', retryable: false, remedy: 'Send chat updates to group chats only; skip this call when the chat is a direct message.' },
  1007: { code: 'rate_limited', retryable: true, remedy: 'Wait for Retry-After; then look for loops of sends (30 a minute per pair), uncached capability checks, the sandbox cap.' },
  2001: { code: 'chat_not_found', retryable: false, remedy: 'Look the chat up in GET /v3/chats and fix the stored id; create it with POST /v3/chats if it is gone.' },
  2002: { code: 'message_not_found', retryable: false, remedy: 'Compare the message id with the one the send returned, and use the API key that owns its chat.' },
  2003: { code: 'attachment_not_found', retryable: false, remedy: 'Check attachment_id. If its upload URL ran out (15 minutes), register and upload the file again.' },
  2004: { code: 'unauthenticated', retryable: false, remedy: 'Send Authorization: Bearer with a current API key; replace a rotated key in this service.' },
  2005: { code: 'permission_denied', retryable: false, remedy: 'Find out which account owns the id in the path and use the API key of that account. Do not retry.' },
  2006: { code: 'sender_not_permitted', retryable: false, remedy: 'Send from a number that GET /v3/phone_numbers lists, or have support assign this one to the account.' },
  2007: { code: 'attachment_not_ready', retryable: true, remedy: 'Wait a few seconds for the attachment to finish processing, then send the same request again.' },
  2008: { code: 'recipient_not_allowed', retryable: false, remedy: 'Do not resend. In sandbox, have the recipient text the line first; sending works from then on.' },
  2009: { code: 'resource_not_ready', retryable: true, remedy: 'Resend after a few seconds, and use an idempotency key so that parallel calls do not create one chat twice.' },
  2010: { code: 'webhook_not_found', retryable: false, remedy: 'Correct the id from GET /v3/webhook-subscriptions, or create the subscription anew.' },
  2011: { code: 'feature_not_available', retryable: false, remedy: 'Ask support to switch this feature on for the account, and turn the call off until then.' },
  2012: { code: 'resource_not_found', retryable: false, remedy: 'Create the card with POST /v3/contact_card, or set phone_number to a line that has one.' },
  2013: { code: 'chat_unavailable', retryable: false, remedy: 'Stop using this chat id: it was left or deleted. Open a new chat with POST /v3/chats if still wanted.' },
  2014: { code: 'already_exists', retryable: false, remedy: 'Switch from POST to PATCH /v3/contact_card for this phone number.' },
  2015: { code: 'invalid_resource_state', retryable: false, remedy: 'Fetch the chat or message again, and drop the operation if it was deleted or changed meanwhile.' },
  3001: { code: 'upstream_unavailable', retryable: true, remedy: 'Retry after 1 to 5 seconds with backoff up to 30; treat a lasting run of these as a vendor outage.' },
  3002: { code: 'upstream_error', retryable: true, remedy: 'Retry after 1 to 5 seconds; if it repeats, give support the trace id and the time of the call.' },
  3003: { code: 'upstream_unavailable', retryable: true, remedy: 'Retry in 1 to 5 seconds with backoff; a service behind the API is out of reach, so change nothing here.' },
  3004: { code: 'upstream_error', retryable: true, remedy: 'Retry in 1 to 5 seconds. If it fails for minutes, send the trace id and the endpoint to support.' },
  3005: { code: 'upstream_timeout', retryable: true, remedy: 'Retry shortly with the same idempotency key, as the timed-out message may have gone out already.' },
  3006: { code: 'internal_error', retryable: true, remedy: 'Retry with backoff; if it stays, send the trace id to support.' },
  3007: { code: 'delivery_attempts_exhausted', retryable: true, remedy: 'Check that the recipient number is in service, then send again later, not in a loop.' },
  4001: { code: 'delivery_failed', retryable: true, remedy: 'Send once more; on a second failure stop and give the trace id of the message to support.' },
  4002: { code: 'sender_unavailable', retryable: false, remedy: 'Open the sending line in the dashboard and get its phone back online, or send from another line.' },
  4003: { code: 'webhook_delivery_failed', retryable: false, remedy: 'Make the webhook endpoint reachable from the internet and have it answer 2xx in under 10 seconds.' },
  4004: { code: 'service_unavailable', retryable: true, retryAfter: 30, remedy: 'Wait 30 seconds and hold queued sends back until one gets through; on check_rcs, have RCS turned on for the line.' },
  5001: { code: 'attachment_upload_failed', retryable: true, remedy: 'Upload again; if that fails too, compare the file with the size limit (100 MB for pre-uploads).' },
  5002: { code: 'attachment_download_failed', retryable: false, remedy: 'Serve the file from an https URL with a trusted certificate, without login or expired signature.' },
  5003: { code: 'attachment_url_failed', retryable: true, remedy: 'Send the same request again; if it still fails, send the trace id to support.' },
  5004: { code: 'unsupported_media_type', retryable: false, remedy: 'Convert the file to a type such as JPEG, PNG, GIF, MP4 or PDF, then attach it again.' },
  5005: { code: 'attachment_too_large', retryable: false, remedy: 'Stay under 10 MB for files sent by URL, or pre-upload up to 100 MB through POST /v3/attachments.' },
  5006: { code: 'content_type_mismatch', retryable: false, remedy: 'Rename the file so that its extension fits its bytes, or pre-upload it with the right content_type.' },
  5007: { code: 'attachment_download_failed', retryable: false, remedy: 'Open the image URL without a login: it must answer 200 with image bytes, not HTML. Fix it and resend.' },
  // Of the vendor's newer public documents.
  1008: { code: 'invalid_message_content', retryable: false, remedy: 'Set app.name, and an app.team_id of 10 uppercase letters or digits, in the iMessage app part.' },
  2016: { code: 'unsupported_operation', retryable: false, remedy: 'Run this operation in a one-to-one chat, and skip it where the chat is a group.' },
  2017: { code: 'unsupported_operation', retryable: false, remedy: 'Read the service field of the chat first, and skip this operation where that service lacks it.' },
  2018: { code: 'unsupported_operation', retryable: false, remedy: 'Remove preferred_service or set it to iMessage; app parts cannot go out as SMS or RCS.' },
  2019: { code: 'sender_not_found', retryable: false, remedy: 'Pass the line id from GET /v3/phone_numbers, not the phone number itself.' },
  2021: { code: 'resource_not_found', retryable: false, remedy: 'Use the id that creating the payment request returned, not a Stripe session id.' },
  2022: { code: 'upstream_error', retryable: true, remedy: 'Repeat the same contact card call after a few seconds; if it keeps failing, send support the trace id.' },
  2024: { code: 'recipient_opted_out', retryable: false, remedy: 'Suppress this recipient until they text again; override_optout: true on one request sends a last courtesy message.' },
  2023: { code: 'resource_type_mismatch', retryable: false, remedy: 'Remove the mention from the text part, or send it to a group chat.' },
  2026: { code: 'recipient_not_allowed', retryable: false, remedy: 'Do not resend. This account blocked the handle: see GET /v3/blocked_handles, and unblock it if that is wrong.' },
  2027: { code: 'sender_unavailable', retryable: false, remedy: 'Use POST /v3/messages without from, so that an eligible number is chosen, or send from another line.' },
  2028: { code: 'unsupported_operation', retryable: false, remedy: 'Remove service_preference or set it to iMessage; an app clip cannot go out as SMS or RCS.' },
  // Of the legacy API, which has words for codes.
  not_found: { code: 'resource_not_found', retryable: false, remedy: 'Compare the id in the path with what GET /v2/chats lists; v2 ids are not those of v3.' },
  4005: { code: 'recipient_unreachable', retryable: false, remedy: 'Check iMessage capability before sending app messages, and give this recipient plain text instead.' },
  4009: { code: 'setup_required', retryable: false, remedy: 'Check RCS from a line that has an RCS account, or have support set one up; the recipient may well have RCS.' },
  4010: { code: 'service_unavailable', retryable: true, remedy: 'Run the RCS check again later, and do not store this answer: it is not about the recipient.' },
} as const satisfies Record<string, CodeRow>;

/** On `check_rcs`, this code is about the sending line. */
const rcsNotEnabled: CodeRow = { code: 'feature_not_available', retryable: false, remedy: 'Have RCS turned on for this line, or check from another one; this answer is not about the recipient.' };

const classes = {
  '1xxx': { retryable: false },
  '2xxx': { retryable: false },
  '3xxx': { retryable: true },
  '4xxx': {},
  '5xxx': {},
} as const satisfies Record<string, ClassRow>;

/** v3: `{ success, error: { status, code, message, retry_after?, doc_url? }, trace_id }`; v2: `{ errors: [{ status, code, title, detail }] }`. */
function readError({ body, path }: VendorResponse): RawError {
  const first = list(at(body, 'errors'))[0];
  const error = at(body, 'error') ?? first;
  const code = codeText(at(error, 'code'));
  return {
    code,
    class: thousandsClass(code),
    message: [at(error, 'message'), at(error, 'detail'), at(error, 'title'), error, at(body, 'message')].map(text).find(Boolean),
    retryAfter: number(at(error, 'retry_after')),
    docUrl: text(at(error, 'doc_url')),
    row: code === '4004' && path?.endsWith('/capability/check_rcs') ? rcsNotEnabled : undefined,
  };
}

const events = {
  'message.sent': 'sent',
  'message.delivered': 'delivered',
  'message.read': 'read',
  'message.received': 'received',
  'message.failed': 'failed',
  'poll.sent': 'sent',
  'poll.delivered': 'delivered',
  'poll.read': 'read',
  'poll.received': 'received',
  'poll.failed': 'failed',
  'chat.background_update_failed': 'failed',
  'chat.group_name_update_failed': 'failed',
  'chat.group_icon_update_failed': 'failed',
} as const satisfies Record<string, WebhookKind>;

/** Failures that mean that something which the API had accepted did not arrive. */
const undelivered = new Set(['message.failed', 'poll.failed']);

/**
 * A failure has its code in one of the shapes that are found in public: `data.code` and `data.reason` (the SDK),
 * `data.error` (polls), `code` and `message` next to the trace id (the debugging guide), `data.error_code` (chats).
 */
function readWebhook(payload: unknown): RawWebhook {
  const event = readEventEnvelope(payload, events);
  const data = at(payload, 'data');
  if (event.kind !== 'failed') return { ...event, time: timeOfReconciled(event.kind, data) ?? event.time };
  const nested = at(data, 'error');
  const code = [at(data, 'code'), at(nested, 'code'), at(data, 'error_code'), at(payload, 'code')].map(codeText).find(Boolean);
  const message = [at(data, 'reason'), at(nested, 'message'), at(data, 'message'), at(payload, 'message')].map(text).find(Boolean);
  const fallbackCode = event.type !== undefined && undelivered.has(event.type) ? 'delivery_failed' : undefined;
  return { ...event, time: text(at(data, 'failed_at')) ?? event.time, error: { code, class: thousandsClass(code), message, fallbackCode } };
}

/** A message that reconciliation recovered was ingested late, so the time of its event is not the time when it happened. */
function timeOfReconciled(kind: WebhookKind, data: unknown): string | undefined {
  if (text(at(data, 'reconciled_at')) === undefined) return undefined;
  const ownTime = { delivered: 'delivered_at', read: 'read_at' }[kind as string] ?? 'sent_at';
  return text(at(data, ownTime));
}

/** Of the SDK and the reference; clients call them under `/api/partner`. */
const routes = [
  '/v3/attachments',
  '/v3/attachments/{attachmentId}',
  '/v3/available_number',
  '/v3/blocked_handles',
  '/v3/calls',
  '/v3/capability/check_imessage',
  '/v3/capability/check_rcs',
  '/v3/chats',
  '/v3/chats/{chatId}',
  '/v3/chats/{chatId}/background',
  '/v3/chats/{chatId}/leave',
  '/v3/chats/{chatId}/location',
  '/v3/chats/{chatId}/location/request',
  '/v3/chats/{chatId}/messages',
  '/v3/chats/{chatId}/participants',
  '/v3/chats/{chatId}/polls',
  '/v3/chats/{chatId}/read',
  '/v3/chats/{chatId}/share_contact_card',
  '/v3/chats/{chatId}/typing',
  '/v3/chats/{chatId}/voicememo',
  '/v3/contact_card',
  '/v3/experiences',
  '/v3/experiences/{experience}',
  '/v3/messages',
  '/v3/messages/{messageId}',
  '/v3/messages/{messageId}/poll',
  '/v3/messages/{messageId}/poll/options',
  '/v3/messages/{messageId}/poll/votes',
  '/v3/messages/{messageId}/reactions',
  '/v3/messages/{messageId}/thread',
  '/v3/messages/{messageId}/update',
  '/v3/payment_requests',
  '/v3/payment_requests/{paymentRequestId}',
  '/v3/payment_requests/{paymentRequestId}/cancel',
  '/v3/payments',
  '/v3/payments/handles/{handle}/connect',
  '/v3/payments/handles/{handle}/connection',
  '/v3/payments/handles/{handle}/verify',
  '/v3/payments/providers/{provider}',
  '/v3/payments/providers/{provider}/connect',
  '/v3/payments/{paymentId}',
  '/v3/payments/{paymentId}/cancel',
  '/v3/payments/{paymentId}/credentials',
  '/v3/phone_numbers',
  '/v3/phone_numbers/{phoneNumberId}',
  '/v3/phone_numbers/{phoneNumber}/reputation_audit',
  '/v3/phone_numbers/{phoneNumber}/reputation_audit/{auditId}',
  '/v3/phonenumbers',
  '/v3/webhook-events',
  '/v3/webhook-subscriptions',
  '/v3/webhook-subscriptions/{subscriptionId}',
  // The legacy API.
  '/v2/chats',
  '/v2/chats/find',
  '/v2/chats/{chatId}',
  '/v2/chats/{chatId}/chat_messages',
  '/v2/chats/{chatId}/chat_messages/{messageId}',
  '/v2/chats/{chatId}/mark_as_read',
  '/v2/chats/{chatId}/share_contact',
  '/v2/chats/{chatId}/start_typing',
  '/v2/chats/{chatId}/stop_typing',
  '/v2/webhook_subscriptions',
];

/**
 * Linq: iMessage, RCS and SMS. Reads the v3 error envelope and the error list of the legacy v2 API.
 *
 * @see https://docs.linqapp.com/error
 */
export function linq(options: VendorOptions = {}): Vendor {
  return builtInVendor(
    {
      name: 'linq',
      documentation: 'https://docs.linqapp.com/error',
      hosts: ['api.linqapp.com'],
      traceId: [{ header: 'x-trace-id' }, { body: ['trace_id'] }],
      readError,
      readWebhook,
      routes,
      codes,
      classes,
    },
    options,
  );
}
