import type { DocumentedVendor } from '../../samples/documented.js';

/** Written down from the vendor's documents a second time: a row of a table cannot vouch for itself. */
export const documented: DocumentedVendor = {
  title: 'Telnyx',
  channels: 'SMS, MMS, RCS, WhatsApp',
  documentationHost: 'developers.telnyx.com',
  hosts: ['api.telnyx.com'],
  path: '/v2/messages',
  traceIdHeader: 'x-request-id',
  retryBasis: 'code',
  classes: {},
  count: 107,
  codes: `
  10000 invalid_parameter no
  10001 invalid_resource_state no
  10002 invalid_phone_number no
  10003 invalid_parameter no
  10004 missing_required_field no
  10005 resource_not_found no
  10006 invalid_parameter no
  10007 internal_error yes
  10008 upstream_timeout yes
  10009 unauthenticated no
  10010 permission_denied no
  10011 rate_limited yes
  10012 already_exists no
  10013 resource_not_found no
  10014 malformed_body no
  10015 invalid_request no
  10016 invalid_phone_number no
  10017 resource_not_found no
  10018 invalid_parameter no
  10019 invalid_parameter no
  10020 invalid_parameter no
  10021 invalid_resource_state no
  10022 invalid_parameter no
  10023 malformed_body no
  10024 malformed_body no
  10025 invalid_parameter no
  10026 invalid_parameter no
  10027 invalid_request no
  10028 malformed_body no
  10029 malformed_body no
  10030 unsupported_operation no
  10031 invalid_parameter no
  10032 invalid_parameter no
  10033 invalid_parameter no
  10034 malformed_body no
  10035 invalid_resource_state no
  10036 resource_not_ready yes
  10037 service_unavailable yes
  10038 feature_not_available no
  10039 quota_exceeded no
  20001 invalid_credentials no
  20002 invalid_credentials no
  20003 permission_denied no
  20006 invalid_credentials no
  20008 invalid_credentials no
  20012 account_suspended no
  20013 account_suspended no
  20014 setup_required no
  20015 feature_not_available no
  20016 setup_required no
  20017 setup_required no
  20100 quota_exceeded no
  40100 setup_required no
  40150 setup_required no
  40151 invalid_resource_state no
  40155 setup_required no
  40300 recipient_opted_out no
  40301 unsupported_operation no
  40302 text_too_long no
  40303 message_not_found no
  40304 invalid_message_content no
  40305 sender_not_permitted no
  40306 setup_required no
  40307 sender_not_permitted no
  40308 unsupported_operation no
  40309 feature_not_available no
  40310 invalid_phone_number no
  40311 invalid_credentials no
  40312 invalid_resource_state no
  40313 missing_credentials no
  40314 account_suspended no
  40315 sender_suspended no
  40316 missing_required_field no
  40317 invalid_message_content no
  40318 capacity_exhausted no
  40319 unsupported_operation no
  40320 sender_suspended no
  40321 setup_required no
  40322 content_filtered no
  40323 setup_required no
  40325 invalid_parameter no
  40328 text_too_long no
  40331 setup_required no
  40333 quota_exceeded no
  41000 delivery_failed no
`,
  webhookCodes: `
  40001 recipient_unreachable no
  40002 content_filtered no
  40003 content_filtered no
  40004 delivery_failed yes
  40005 message_expired no
  40006 upstream_unavailable yes
  40007 delivery_failed no
  40008 delivery_failed no
  40009 invalid_message_content no
  40010 sender_not_registered no
  40011 rate_limited no
  40012 invalid_phone_number no
  40013 sender_not_permitted no
  40014 message_expired no
  40015 content_filtered no
  40016 rate_limited no
  40017 content_filtered no
  40018 rate_limited no
  40019 sender_not_registered no
  40020 sender_suspended no
  40329 sender_not_registered no
  40330 setup_required no
`,
  statuses: {
    400: '10000 10004 40305 40309 40310 40321',
    401: '10009',
    404: '10005',
    422: '10015 10016 10027',
    429: '10011',
  },
  otherAnswers: 'sample_10011',
};
