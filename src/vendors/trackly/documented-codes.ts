import type { DocumentedVendor } from '../../samples/documented.js';

/** Written down from the vendor's documents a second time: a row of a table cannot vouch for itself. */
export const documented: DocumentedVendor = {
  title: 'Trackly SMS',
  channels: 'SMS',
  documentationHost: 'docs.tracklysms.com',
  hosts: ['app.tracklysms.com', 'api.tracklysms.com', 'tracklysms.com'],
  path: '/api/v2/send',
  retryBasis: 'code',
  classes: {},
  count: 59,
  codes: `
  missing_api_key missing_credentials no
  invalid_api_key invalid_credentials no
  not_found resource_not_found no
  confirm_required confirmation_required no
  invalid_phone invalid_phone_number no
  invalid_list_number invalid_phone_number no
  not_sendable recipient_not_allowed no
  list_not_found sender_not_found no
  webhook_not_configured setup_required no
  name_too_long text_too_long no
  message_too_long text_too_long no
  invalid_status invalid_parameter no
  invalid_creative_type invalid_parameter no
  missing_link_placeholder invalid_message_content no
  missing_offer_links_for_placeholders invalid_message_content no
  offer_not_found resource_not_found no
  invalid_condition_type invalid_parameter no
  invalid_time_field invalid_parameter no
  invalid_time_operator invalid_parameter no
  too_many_messages batch_too_large no
  too_many_contacts batch_too_large no
  too_many_records batch_too_large no
  missing_to missing_required_field no
  missing_list_number missing_required_field no
  missing_body missing_required_field no
  missing_messages missing_required_field no
  missing_phone_number missing_required_field no
  missing_name missing_required_field no
  missing_message missing_required_field no
  missing_offer_links missing_required_field no
  missing_offer_link_key missing_required_field no
  missing_offer_link_offer_id missing_required_field no
  missing_contacts missing_required_field no
  missing_records missing_required_field no
  missing_filter missing_required_field no
  missing_audiences missing_required_field no
  missing_from missing_required_field no
  missing_id missing_required_field no
  missing_to_number missing_required_field no
  missing_timestamp missing_required_field no
  invalid_timestamp invalid_parameter no
  unauthorized unauthenticated no
  no_billing_config quota_exceeded no
  no_payment_method quota_exceeded no
  payment_failed quota_exceeded no
  suspended account_suspended no
  validation_failed recipient_unreachable no
  provider_error upstream_error yes
  save_error internal_error yes
  internal_error internal_error yes
  payload_too_large payload_too_large no
  {product}_not_enabled feature_not_available no
`,
  webhookCodes: `
  undeliverable delivery_failed no
  rejected delivery_failed no
  expired message_expired yes
  REJECTED_SPAM content_filtered no
  REJECTED_DESTINATION recipient_unreachable no
  REJECTED_ABSENT_SUBSCRIBER recipient_unreachable yes
  REJECTED_OPERATOR delivery_failed yes
`,
  statuses: {
    400: `not_found_400 confirm_required missing_to missing_list_number missing_body invalid_phone invalid_list_number
      not_sendable missing_messages list_not_found webhook_not_configured missing_phone_number missing_name
      missing_message missing_offer_links name_too_long message_too_long invalid_status invalid_creative_type
      missing_link_placeholder missing_offer_links_for_placeholders missing_offer_link_key missing_offer_link_offer_id
      offer_not_found missing_contacts missing_records missing_filter missing_audiences invalid_condition_type
      invalid_time_field invalid_time_operator`,
    401: 'missing_api_key invalid_api_key',
    404: 'not_found',
    413: 'too_many_messages too_many_contacts too_many_records',
  },
  otherAnswers: 'account_suspended bulk_partial bulk_failed sample_missing_api_key',
};
