import type { DocumentedVendor } from '../../samples/documented.js';

/** Written down from the vendor's documents a second time: a row of a table cannot vouch for itself. */
export const documented: DocumentedVendor = {
  title: 'messages.dev',
  channels: 'iMessage, SMS',
  documentationHost: 'messages.dev',
  hosts: ['api.messages.dev'],
  path: '/v1/messages',
  retryBasis: 'code',
  classes: { authentication_error: false, authorization_error: false, invalid_request_error: false, not_found_error: false, rate_limit_error: true },
  count: 20,
  codes: `
  missing_api_key missing_credentials no
  invalid_api_key invalid_credentials no
  insufficient_scope insufficient_scope no
  line_not_accessible sender_not_permitted no
  sandbox_not_activated setup_required no
  missing_required_parameter missing_required_field no
  invalid_parameter_value invalid_parameter no
  invalid_json malformed_body no
  sandbox_contact_mismatch recipient_not_allowed no
  line_not_found sender_not_found no
  chat_not_found chat_not_found no
  message_not_found message_not_found no
  outbox_item_not_found resource_not_found no
  webhook_not_found webhook_not_found no
  rate_limit_exceeded rate_limited yes
  sandbox_quota_exceeded quota_exceeded yes midnight UTC
  sandbox_requires_owner setup_required no
  empty_file invalid_parameter no
  advanced_features_required feature_not_available no
  contact_has_not_messaged recipient_not_allowed no
`,
  statuses: {
    400: 'missing_required_parameter invalid_parameter_value invalid_json sandbox_contact_mismatch',
    401: 'missing_api_key invalid_api_key',
    403: 'insufficient_scope line_not_accessible sandbox_not_activated',
    404: 'line_not_found chat_not_found message_not_found outbox_item_not_found webhook_not_found',
    429: 'rate_limit_exceeded sandbox_quota_exceeded',
  },
  otherAnswers: 'sample_missing_required_parameter',
};
