// Written down from the vendors' documents a second time: a row of a table cannot vouch for itself.
// Each line: the vendor's code, what it means, whether a retry can help, the seconds to wait or the time of
// renewal where documented.

export const LINQ = `
  1001 missing_required_field no
  1002 invalid_phone_number no
  1003 malformed_body no
  1004 invalid_message_content no
  1005 invalid_parameter no
  1006 resource_type_mismatch no
  1007 rate_limited yes
  2001 chat_not_found no
  2002 message_not_found no
  2003 attachment_not_found no
  2004 unauthenticated no
  2005 permission_denied no
  2006 sender_not_permitted no
  2007 attachment_not_ready yes
  2008 recipient_not_allowed no
  2009 resource_not_ready yes
  2010 webhook_not_found no
  2011 feature_not_available no
  2012 resource_not_found no
  2013 chat_unavailable no
  2014 already_exists no
  2015 invalid_resource_state no
  3001 upstream_unavailable yes
  3002 upstream_error yes
  3003 upstream_unavailable yes
  3004 upstream_error yes
  3005 upstream_timeout yes
  3006 internal_error yes
  3007 delivery_attempts_exhausted yes
  4001 delivery_failed yes
  4002 sender_unavailable no
  4003 webhook_delivery_failed no
  4004 service_unavailable yes 30
  5001 attachment_upload_failed yes
  5002 attachment_download_failed no
  5003 attachment_url_failed yes
  5004 unsupported_media_type no
  5005 attachment_too_large no
  5006 content_type_mismatch no
  5007 attachment_download_failed no
  1008 invalid_message_content no
  2016 unsupported_operation no
  2017 unsupported_operation no
  2018 unsupported_operation no
  2019 sender_not_found no
  2021 resource_not_found no
  2022 upstream_error yes
  2023 resource_type_mismatch no
  2024 recipient_opted_out no
  2026 recipient_not_allowed no
  2027 sender_unavailable no
  2028 unsupported_operation no
  4005 recipient_unreachable no
  4009 setup_required no
  4010 service_unavailable yes
  not_found resource_not_found no
`;

export const MESSAGES_DEV = `
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
`;

export const TRACKLY = `
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
`;

/** Of Trackly's delivery events, which come by webhook alone. */
export const TRACKLY_DELIVERY = `
  undeliverable delivery_failed no
  rejected delivery_failed no
  expired delivery_failed yes
  REJECTED_SPAM delivery_failed no
  REJECTED_DESTINATION recipient_unreachable no
  REJECTED_ABSENT_SUBSCRIBER recipient_unreachable yes
  REJECTED_OPERATOR delivery_failed yes
`;

export const CHERT = `
  1001 missing_required_field no
  1002 invalid_parameter no
  1003 invalid_phone_number no
  1004 malformed_body no
  1005 invalid_message_content no
  1006 invalid_message_content no
  1007 rate_limited yes
  1008 invalid_message_content no
  1009 text_too_long no
  1010 unsupported_operation no
  1011 resource_type_mismatch no
  1012 invalid_resource_state no
  1013 recipient_unreachable no
  2001 account_not_found no
  2002 chat_not_found no
  2003 message_not_found no
  2004 invalid_credentials no
  2005 permission_denied no
  2006 sender_not_permitted no
  2007 setup_required no
  2008 quota_exceeded no
  2010 setup_required no
  2011 resource_not_found no
  2012 missing_credentials no
  2013 clock_skew no
  2014 invalid_oauth_state no
  3001 internal_error yes
  3002 upstream_unavailable yes
  3003 vendor_misconfigured no
  3004 upstream_error yes
  4001 delivery_failed yes
  4002 capacity_exhausted yes
  4098 invalid_parameter no
  4099 unsupported_operation no
  5001 attachment_not_found no
  5002 attachment_too_large no
  5003 unsupported_media_type no
  5004 attachment_not_uploaded no
`;

/** The closed vocabulary, by category. */
export const VOCABULARY = {
  validation: [
    'missing_required_field invalid_parameter invalid_phone_number malformed_body invalid_message_content',
    'text_too_long batch_too_large payload_too_large confirmation_required unsupported_operation',
    'resource_type_mismatch invalid_request',
  ],
  authentication: ['missing_credentials invalid_credentials unauthenticated clock_skew invalid_oauth_state'],
  authorization: [
    'permission_denied insufficient_scope sender_not_permitted feature_not_available setup_required account_suspended',
  ],
  not_found: [
    'resource_not_found account_not_found chat_not_found message_not_found webhook_not_found sender_not_found',
  ],
  conflict: ['conflict resource_not_ready invalid_resource_state chat_unavailable already_exists'],
  recipient: ['recipient_not_allowed recipient_opted_out recipient_unreachable'],
  rate_limit: ['rate_limited capacity_exhausted'],
  quota: ['quota_exceeded'],
  attachment: [
    'attachment_not_found attachment_not_ready attachment_not_uploaded attachment_too_large unsupported_media_type',
    'content_type_mismatch attachment_upload_failed attachment_download_failed attachment_url_failed',
  ],
  delivery: ['delivery_failed delivery_attempts_exhausted sender_unavailable webhook_delivery_failed'],
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
