import type { Answer, AnswerMaker, Call, ErrorRow, HeaderMaker, Success, VendorSamples } from '../../samples/samples.js';
import { answersByCode, commonAnswers, hex, json } from '../../samples/samples.js';

const errors: Readonly<Record<string, ErrorRow>> = {
  missing_api_key: { status: 401, message: 'API key required' },
  invalid_api_key: { status: 401, message: 'Invalid API key' },
  not_found: { status: 404, otherStatuses: [400], message: 'Resource not found' },
  confirm_required: { status: 400, message: 'confirm must be true' },
  missing_to: { status: 400, message: 'to is required' },
  missing_list_number: { status: 400, message: 'list_number is required' },
  missing_body: { status: 400, message: 'body is required' },
  invalid_phone: { status: 400, message: 'Invalid recipient phone number format' },
  invalid_list_number: { status: 400, message: 'Invalid list_number E.164 format' },
  not_sendable: { status: 400, message: 'VOIP numbers not allowed by account settings' },
  missing_messages: { status: 400, message: 'messages array is required' },
  list_not_found: { status: 400, message: 'Sending list not found for this list_number' },
  webhook_not_configured: { status: 400, message: 'Webhook verification required before sending' },
  missing_phone_number: { status: 400, message: 'phone_number is required' },
  missing_name: { status: 400, message: 'name is required' },
  missing_message: { status: 400, message: 'message is required' },
  missing_offer_links: { status: 400, message: 'offer_links is required' },
  name_too_long: { status: 400, message: 'name must be 255 characters or less' },
  message_too_long: { status: 400, message: 'message must be 1600 characters or less' },
  // The rest of texts with an ellipsis in the documentation is invented.
  invalid_status: { status: 400, message: 'status must be one of: active, archived' },
  invalid_creative_type: { status: 400, message: 'creative_type must be one of: sms, mms' },
  missing_link_placeholder: { status: 400, message: 'message must contain at least one {{linkN}} placeholder' },
  missing_offer_links_for_placeholders: { status: 400, message: 'Missing offer_links for placeholders: link2' },
  missing_offer_link_key: { status: 400, message: 'offer_link key is required' },
  missing_offer_link_offer_id: { status: 400, message: 'offer_link offer_id is required' },
  offer_not_found: { status: 400, message: 'Offer not found: 65f1a2b3c4d5e6f708192a3b' },
  missing_contacts: { status: 400, message: 'contacts array is required' },
  missing_records: { status: 400, message: 'records array is required' },
  missing_filter: { status: 400, message: 'filter is required' },
  missing_audiences: { status: 400, message: 'audiences is required' },
  invalid_condition_type: { status: 400, message: 'Invalid condition type' },
  invalid_time_field: { status: 400, message: 'Invalid time field' },
  invalid_time_operator: { status: 400, message: 'Invalid time operator' },
  too_many_messages: { status: 413, message: 'Maximum 1000 messages per request' },
  too_many_contacts: { status: 413, message: 'Maximum 1000 contacts per request' },
  too_many_records: { status: 413, message: 'Maximum 1000 records per request' },
  // From other pages of the public documentation, with their statuses. The messages are ours.
  missing_id: { status: 400, message: 'id is required' },
  missing_to_number: { status: 400, message: 'to_number is required' },
  missing_timestamp: { status: 400, message: 'timestamp is required' },
  invalid_timestamp: { status: 400, message: 'Invalid timestamp' },
  unauthorized: { status: 401, message: 'Unauthorized' },
  no_billing_config: { status: 402, message: 'No billing configuration' },
  no_payment_method: { status: 402, message: 'No payment method' },
  payment_failed: { status: 402, message: 'Payment failed' },
  suspended: { status: 402, message: 'Billing is suspended' },
  validation_failed: { status: 400, message: 'Phone validation rejected the number' },
  provider_error: { status: 502, message: 'Phone validation failed' },
  save_error: { status: 500, message: 'The record could not be saved' },
  internal_error: { status: 500, message: 'Internal server error' },
  missing_from: { status: 400, message: 'Sending number ID (from_phone_number_id) is required' },
  payload_too_large: { status: 413, message: 'Payload too large' },
  sms_not_enabled: { status: 403, message: 'SMS product not enabled for this account' },
};

const isV1 = (call: Call) => call.path.startsWith('/api/v1/');

/** The header of the deprecated API, on every response. */
const headers: HeaderMaker = (call) => (isV1(call) ? { 'X-API-Deprecated': 'v1 is deprecated', Deprecation: 'true' } : {});

function errorAnswer(code: string, { status, message }: ErrorRow, call: Call): Answer {
  return json(status, { error: message, code }, headers(call));
}

const SAMPLE_MISSING_API_KEY = `{
  "error": "API key required",
  "code": "missing_api_key"
}`;

/** The failed items of a bulk call: v1 has the number, v2 has a code. */
const itemErrors = (call: Call) =>
  isV1(call)
    ? [
        { index: 1, to_msisdn: '12', error: 'Invalid phone number format' },
        { index: 2, to_msisdn: '', error: 'Recipient phone number (to_msisdn) is required' },
      ]
    : [
        { index: 1, code: 'invalid_phone', error: 'Invalid recipient phone number format' },
        { index: 2, code: 'missing_body', error: 'body is required' },
      ];

const bulk = (call: Call, queued: number, errors: readonly object[]) => ({
  queued_count: queued,
  error_count: errors.length,
  errors,
  ...(isV1(call) && { deprecated: true }),
});

const bulkAnswer =
  (queued: number): AnswerMaker =>
  (call) =>
    json(isV1(call) ? 201 : 200, bulk(call, queued, itemErrors(call)), headers(call));

const routes: Readonly<Record<string, Success>> = {
  'POST /api/v2/send': { status: 200, body: () => ({ success: true, message_id: hex(8), status: 'queued' }) },
  'POST /api/v2/send/bulk': { status: 200, body: (call) => bulk(call, 2, []) },
  'POST /api/v1/messages': {
    status: 201,
    body: () => ({ message_id: `msg_${hex(12)}`, status: 'queued', deprecated: true }),
  },
  'POST /api/v1/messages/bulk': { status: 201, body: (call) => bulk(call, 2, []) },
};

export const tracklySamples: VendorSamples = {
  name: 'trackly',
  // Trackly sends no trace id.
  newTraceId: () => '',
  hasCredentials: (given) => given['x-api-key'] !== undefined,
  missingCredentials: 'missing_api_key',
  unknownPath: 'not_found',
  headers,
  answers: new Map(
    Object.entries({
      ...answersByCode(errors, errorAnswer),
      account_suspended: (call: Call) => json(403, { error: 'Account is suspended' }, headers(call)),
      bulk_partial: bulkAnswer(1),
      bulk_failed: bulkAnswer(0),
      sample_missing_api_key: (call: Call) => json(401, SAMPLE_MISSING_API_KEY, headers(call)),
      ...commonAnswers(headers),
    }),
  ),
  routes,
};
