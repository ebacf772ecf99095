import type { DocumentedVendor } from '../../samples/documented.js';

/** Written down from the vendor's documents a second time: a row of a table cannot vouch for itself. */
export const documented: DocumentedVendor = {
  title: 'Chert',
  channels: 'iMessage',
  documentationHost: 'docs.trychert.com',
  hosts: ['console.trychert.com'],
  path: '/api/v1/chats',
  traceIdHeader: 'x-trace-id',
  retryBasis: 'vendor',
  classes: { '1xxx': false, '2xxx': false, '3xxx': true, '4xxx': true, '5xxx': false },
  count: 38,
  codes: `
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
`,
  statuses: {
    400: '1001 1002 1003 1004 1005 1006 1008 1009 1010 2006 2014 4098 5002 5003 5004',
    401: '2004 2012 2013',
    402: '2008',
    403: '2005 2007 2010',
    404: '2001 2002 2003 2011 5001',
    409: '1011 1012 1013',
    422: '4099',
    429: '1007',
    500: '3001 3003',
    501: '4099_501',
    502: '3004 4001',
    503: '3002 3003_503 4002',
  },
  otherAnswers: 'send_failed sample_1001 sample_2012 sample_3004 sample_1011 sample_4098',
};
