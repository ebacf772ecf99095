import type { DocumentedVendor } from '../../samples/documented.js';

/** Written down from the vendor's documents a second time: a row of a table cannot vouch for itself. */
export const documented: DocumentedVendor = {
  title: 'Linq',
  channels: 'iMessage, RCS, SMS',
  documentationHost: 'docs.linqapp.com',
  hosts: ['api.linqapp.com'],
  path: '/api/partner/v3/chats',
  traceIdHeader: 'x-trace-id',
  retryBasis: 'code',
  classes: { '1xxx': false, '2xxx': false, '3xxx': true, '4xxx': undefined, '5xxx': undefined },
  count: 56,
  codes: `
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
`,
  statuses: {
    400: '1001 1002 1003 1004 1005 5004 5005 5006 5007',
    401: '2004',
    403: '2005 2006 2008 2011',
    404: '2001 2002 2003 2007 2010 2012',
    409: '1006 2009 2013 2014 2015',
    429: '1007',
    500: '3001 3002 3003 3004 3006 3007 4001 4002 4003 5001 5002 5003',
    503: '4004 1007_503',
    504: '3005',
  },
  otherAnswers: 'sample_1001',
};
