import type { DocumentedVendor } from '../../samples/documented.js';

/** Written down from the vendor's documents a second time: a row of a table cannot vouch for itself. */
export const documented: DocumentedVendor = {
  title: 'WhatsApp Cloud API',
  channels: 'WhatsApp',
  documentationHost: 'developers.facebook.com',
  hosts: ['graph.facebook.com'],
  path: '/v21.0/106540352242922/messages',
  retryBasis: 'code',
  classes: {},
  count: 63,
  codes: `
  0 invalid_credentials no
  1 unknown no
  2 service_unavailable yes
  3 permission_denied no
  4 rate_limited yes
  10 permission_denied no
  33 sender_not_found no
  100 invalid_parameter no
  104 missing_credentials no
  190 invalid_credentials no
  200 permission_denied no
  299 permission_denied no
  368 account_suspended no
  506 duplicate_request no
  80007 rate_limited yes
  130403 recipient_not_allowed no
  130429 rate_limited yes
  130472 recipient_not_allowed no
  130497 recipient_not_allowed no
  131000 internal_error yes
  131001 text_too_long no
  131002 invalid_parameter no
  131005 permission_denied no
  131006 resource_not_found no
  131008 missing_required_field no
  131009 invalid_parameter no
  131016 service_unavailable yes
  131021 invalid_parameter no
  131026 recipient_unreachable no
  131030 recipient_not_allowed no
  131031 account_suspended no
  131037 setup_required no
  131042 quota_exceeded no
  131045 setup_required no
  131047 outside_messaging_window no
  131048 rate_limited no
  131049 recipient_not_allowed no
  131050 recipient_opted_out no
  131051 unsupported_operation no
  131053 attachment_upload_failed no
  131055 unsupported_operation no
  131056 rate_limited yes
  131057 sender_unavailable yes
  131063 feature_not_available no
  131064 quota_exceeded no
  132000 invalid_message_content no
  132001 resource_not_found no
  132005 text_too_long no
  132007 content_filtered no
  132012 invalid_message_content no
  132015 invalid_resource_state no
  132016 invalid_resource_state no
  132018 invalid_message_content no
  132068 invalid_resource_state no
  132069 rate_limited no
  133010 setup_required no
  134011 setup_required no
  134100 unsupported_operation no
  134101 resource_not_ready yes 600
  134102 feature_not_available no
  135000 invalid_request no
`,
  webhookCodes: `
  131043 message_expired no
  131052 attachment_download_failed no
`,
  statuses: {
    400: `1 4 33 100 80007 130429 130472 131008 131009 131021 131026 131042 131047 131048 131051 131053 131055 131056 132000 132005
      132007 132012 132015 132016 132018 132068 132069 133010 134100 134101 135000`,
    401: '0 190',
    403: '10 200 299 368 130497 131005 131031',
    404: '132001',
    500: '3 131000 131016 131045 131057 134102',
    503: '2',
  },
  otherAnswers: 'sample_130429',
};
