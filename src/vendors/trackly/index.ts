import { builtInVendor } from '../../definition/built-in-vendor.js';
import type { CodeRow } from '../../definition/code-row.js';
import { at, codeText, list, number, text } from '../../definition/json.js';
import type { BulkOutcome, RawError } from '../../definition/readers.js';
import type { Vendor, VendorOptions } from '../../definition/vendor.js';
import { type RawWebhook, readEventEnvelope, type WebhookKind } from '../../definition/webhook.js';

const codes = {
  missing_api_key: { code: 'missing_credentials', retryable: false, remedy: 'Send the key in the X-Api-Key header; the Authorization header is not read.' },
  invalid_api_key: { code: 'invalid_credentials', retryable: false, remedy: 'Check the trk_ key under Settings > API Keys, strip spaces and newlines, and replace it if revoked.' },
  not_found: { code: 'resource_not_found', retryable: false, remedy: 'Look the id up through the List endpoint of this resource, with a key of the account that owns it.' },
  confirm_required: { code: 'confirmation_required', retryable: false, remedy: 'Add confirm: true to the body, once the caller really means the destructive change.' },
  invalid_phone: { code: 'invalid_phone_number', retryable: false, remedy: 'Convert the phone number to E.164, such as +14155551234; drop it where that is impossible.' },
  invalid_list_number: { code: 'invalid_phone_number', retryable: false, remedy: 'Set list_number in E.164, copied from the sending list, with plus sign and country code.' },
  not_sendable: { code: 'recipient_not_allowed', retryable: false, remedy: 'Skip this VOIP recipient, or allow VOIP numbers in the account settings.' },
  list_not_found: { code: 'sender_not_found', retryable: false, remedy: 'Use a list_number that the List endpoint returns for the account of this key.' },
  webhook_not_configured: { code: 'setup_required', retryable: false, remedy: 'Verify the webhook of this BYOC list in the dashboard, then send again.' },
  name_too_long: { code: 'text_too_long', retryable: false, remedy: 'Shorten the name of the creative to 255 characters.' },
  message_too_long: { code: 'text_too_long', retryable: false, remedy: 'Cut the message of the creative to 1600 characters, or split it over two creatives.' },
  invalid_status: { code: 'invalid_parameter', retryable: false, remedy: 'Set status to one of the values that the error text lists.' },
  invalid_creative_type: { code: 'invalid_parameter', retryable: false, remedy: 'Set creative_type to one of the values that the error text lists.' },
  missing_link_placeholder: { code: 'invalid_message_content', retryable: false, remedy: 'Put a link placeholder, such as {{link1}}, into the text of the creative.' },
  missing_offer_links_for_placeholders: { code: 'invalid_message_content', retryable: false, remedy: 'Give each {{linkN}} that the error text names its own entry in offer_links.' },
  offer_not_found: { code: 'resource_not_found', retryable: false, remedy: 'Check each offer_id in offer_links against the offers of this account; one may be deleted.' },
  invalid_condition_type: { code: 'invalid_parameter', retryable: false, remedy: 'Correct the type of the failing condition in the audience filter to a documented one.' },
  invalid_time_field: { code: 'invalid_parameter', retryable: false, remedy: 'Point the time condition of the audience filter at a date field that can be filtered.' },
  invalid_time_operator: { code: 'invalid_parameter', retryable: false, remedy: 'Replace the operator of the time condition in the audience filter with a documented one.' },
  too_many_messages: { code: 'batch_too_large', retryable: false, remedy: 'Split messages into batches of 1000 and send them one after another.' },
  too_many_contacts: { code: 'batch_too_large', retryable: false, remedy: 'Cap contacts at 1000 per bulk request and loop over the rest.' },
  too_many_records: { code: 'batch_too_large', retryable: false, remedy: 'Chunk records into imports of at most 1000 each.' },
  missing_to: { code: 'missing_required_field', retryable: false, remedy: 'Fill in the to field with an E.164 number; look for contacts that have no phone.' },
  missing_list_number: { code: 'missing_required_field', retryable: false, remedy: 'Fill in list_number with the E.164 sending number; check that its setting is loaded.' },
  missing_body: { code: 'missing_required_field', retryable: false, remedy: 'Put the message text into the body field; check the template for an empty result.' },
  missing_messages: { code: 'missing_required_field', retryable: false, remedy: 'Send messages as an array in the bulk request, even for a single message.' },
  missing_phone_number: { code: 'missing_required_field', retryable: false, remedy: 'Pass phone_number in E.164, and skip entries that have none.' },
  missing_name: { code: 'missing_required_field', retryable: false, remedy: 'Give the creative a name of 1 to 255 characters.' },
  missing_message: { code: 'missing_required_field', retryable: false, remedy: 'Give the creative a message text of 1 to 1600 characters.' },
  missing_offer_links: { code: 'missing_required_field', retryable: false, remedy: 'Add the offer_links array, as the text of the creative uses link placeholders.' },
  missing_offer_link_key: { code: 'missing_required_field', retryable: false, remedy: 'Add key to every offer_links entry, so that it can be matched to its placeholder.' },
  missing_offer_link_offer_id: { code: 'missing_required_field', retryable: false, remedy: 'Add offer_id to every offer_links entry, taken from the offers of this account.' },
  missing_contacts: { code: 'missing_required_field', retryable: false, remedy: 'Send contacts as an array in the bulk contact request, even for a single contact.' },
  missing_records: { code: 'missing_required_field', retryable: false, remedy: 'Send records as an array in the bulk import request, even for a single record.' },
  missing_filter: { code: 'missing_required_field', retryable: false, remedy: 'Add the filter object with its conditions to the audience request.' },
  missing_audiences: { code: 'missing_required_field', retryable: false, remedy: 'Add the audiences array to the request; check that the code did not drop it as empty.' },
  // Of the vendor's newer public documents.
  missing_from: { code: 'missing_required_field', retryable: false, remedy: 'Set from_phone_number_id on this v1 call, or move the call to v2 and its list_number.' },
  missing_id: { code: 'missing_required_field', retryable: false, remedy: 'Give each imported record its id, which is what duplicates are known by.' },
  missing_to_number: { code: 'missing_required_field', retryable: false, remedy: 'Fill in to_number in E.164 for each imported record.' },
  missing_timestamp: { code: 'missing_required_field', retryable: false, remedy: 'Give each imported record its timestamp, in ISO 8601.' },
  invalid_timestamp: { code: 'invalid_parameter', retryable: false, remedy: 'Write timestamps in ISO 8601, such as 2026-11-21T12:00:00Z, and import the records again.' },
  unauthorized: { code: 'unauthenticated', retryable: false, remedy: 'Send a current trk_ key in the X-Api-Key header; a proxy may have taken it out.' },
  no_billing_config: { code: 'quota_exceeded', retryable: false, remedy: 'Set up billing for the account, or send contacts without use_validation.' },
  no_payment_method: { code: 'quota_exceeded', retryable: false, remedy: 'Have a payment method put on file, or send contacts without use_validation.' },
  payment_failed: { code: 'quota_exceeded', retryable: false, remedy: 'Have the payment method of the account checked; until then send contacts without use_validation.' },
  suspended: { code: 'account_suspended', retryable: false, remedy: 'Open a support ticket to lift the suspension, and stop the calls until then.' },
  validation_failed: { code: 'recipient_unreachable', retryable: false, remedy: 'Drop this number: the validation that the call asked for says why, in the validation object of the item.' },
  provider_error: { code: 'upstream_error', retryable: true, remedy: 'Send the failed contacts again after a minute, or without use_validation; the lookup behind it failed.' },
  save_error: { code: 'internal_error', retryable: true, remedy: 'Import the failed records again; those that are there already are skipped.' },
  internal_error: { code: 'internal_error', retryable: true, remedy: 'Retry with backoff; if it stays, give support the time and path of the call, for there is no trace id.' },
  payload_too_large: { code: 'payload_too_large', retryable: false, remedy: 'Trim each contact to 4000 bytes and the whole request to 5 MB, then resend.' },
  '{product}_not_enabled': { code: 'feature_not_available', retryable: false, remedy: 'Have the product that the code names enabled for the account, and stop these calls until then.' },
  // Of delivery events: `status`, and the carriers' words in `status_detail`.
  undeliverable: { code: 'delivery_failed', retryable: false, remedy: 'Read status_detail in the event; stop sending to this contact if it happens again.' },
  rejected: { code: 'delivery_failed', retryable: false, remedy: 'Read status_detail for the reason of the carrier, and change text or sender before the next send.' },
  expired: { code: 'delivery_failed', retryable: true, remedy: 'Send again if the text still matters: the phone was out of reach for the whole validity period.' },
  REJECTED_SPAM: { code: 'delivery_failed', retryable: false, remedy: 'Rework the text: a carrier took it for spam. Trackly has removed the contact from the list.' },
  REJECTED_DESTINATION: { code: 'recipient_unreachable', retryable: false, remedy: 'Delete or correct this number; Trackly has removed the contact from the list.' },
  REJECTED_ABSENT_SUBSCRIBER: { code: 'recipient_unreachable', retryable: true, remedy: 'Send again hours later; Trackly removes the contact when it keeps happening.' },
  REJECTED_OPERATOR: { code: 'delivery_failed', retryable: true, remedy: 'Send again later; if one carrier rejects many, have the registration of the sending number checked.' },
} as const satisfies Record<string, CodeRow>;

/** Sent with HTTP 403 and no code. */
const messages = {
  'Account is suspended': { code: 'account_suspended', retryable: false, remedy: 'Stop all sends and open a support ticket to lift the suspension; retries and new keys do not help.' },
} as const satisfies Record<string, CodeRow>;

/**
 * `{ error: text, code?, message? }`, for a whole response and for one item of a bulk call alike. The document calls that
 * a structured error object, so one is read, too.
 */
function readError(body: unknown): RawError {
  const error = at(body, 'error');
  const code = codeText(at(body, 'code')) ?? codeText(at(error, 'code'));
  return { code, message: [error, at(error, 'message'), at(body, 'message')].map(text).find(Boolean) };
}

/**
 * `{ queued_count, error_count, errors: [{ code?, error? }] }` (imports say `success_count`), with 2xx even when every item failed. Most items
 * fail by validation, so one without a known code stands for an HTTP 400.
 */
function readBulk(body: unknown): BulkOutcome | undefined {
  const failed = number(at(body, 'error_count'));
  if (failed === undefined || failed <= 0) return undefined;
  const errors = list(at(body, 'errors')).map((item) => ({ ...readError(item), status: 400 }));
  return { accepted: number(at(body, 'queued_count')) ?? number(at(body, 'success_count')), failed, errors };
}

const deliveryStatuses = {
  pending: 'sent',
  delivered: 'delivered',
  undeliverable: 'failed',
  rejected: 'failed',
  expired: 'failed',
} as const satisfies Record<string, WebhookKind>;

/**
 * `{ event: "delivery", message_id, status, status_detail, timestamp }`, without an id of its own: a message has each
 * status once. The carrier's word is the code where it has a row, else the status.
 *
 * @see https://docs.tracklysms.com/api-reference/v2/webhooks/events
 */
function readWebhook(payload: unknown): RawWebhook {
  const event = readEventEnvelope(payload, { reply: 'received' });
  if (event.type !== 'delivery') return event;
  const status = text(at(payload, 'status')) ?? '';
  const detail = text(at(payload, 'status_detail'));
  const kind = Object.hasOwn(deliveryStatuses, status) ? deliveryStatuses[status as keyof typeof deliveryStatuses] : 'unknown';
  const code = detail !== undefined && Object.hasOwn(codes, detail) ? detail : status;
  const error = kind === 'failed' ? { code, message: detail } : undefined;
  return { ...event, kind, messageId: codeText(at(payload, 'message_id')), error };
}

/** @see https://docs.tracklysms.com/api-reference/v2/overview */
const routes = [
  '/api/v2/audiences',
  '/api/v2/audiences/{audienceId}',
  '/api/v2/contacts',
  '/api/v2/contacts/bulk',
  '/api/v2/creatives',
  '/api/v2/creatives/{creativeId}',
  '/api/v2/history/clicks',
  '/api/v2/history/revenue',
  '/api/v2/history/sends',
  '/api/v2/lists',
  '/api/v2/lists/{listId}',
  '/api/v2/offers',
  '/api/v2/offers/{offerId}',
  '/api/v2/revenue',
  '/api/v2/revenue/bulk',
  '/api/v2/schedules',
  '/api/v2/schedules/{scheduleId}',
  '/api/v2/send',
  '/api/v2/send-raw',
  '/api/v2/send-raw/bulk',
  '/api/v2/send/bulk',
  // The deprecated API.
  '/api/v1/contacts',
  '/api/v1/contacts/{msisdn}',
  '/api/v1/messages',
  '/api/v1/messages/bulk',
  '/api/v1/phone/validate',
  '/api/v1/phone/validate/batch',
];

/**
 * Trackly SMS. It sends no trace id.
 *
 * @see https://docs.tracklysms.com/api-reference/v2/error-codes
 */
export function trackly(options: VendorOptions = {}): Vendor {
  return builtInVendor(
    {
      name: 'trackly',
      documentation: 'https://docs.tracklysms.com/api-reference/v2/error-codes',
      hosts: ['app.tracklysms.com', 'api.tracklysms.com', 'tracklysms.com'],
      readError: ({ status, body }) => (status >= 400 ? readError(body) : undefined),
      readBulk: ({ body }) => readBulk(body),
      readWebhook,
      messageId: ['message_id'],
      successRoutes: ['POST /api/*'],
      routes,
      codes,
      messages,
    },
    options,
  );
}
