import type { DocumentedVendor } from '../../samples/documented.js';

/**
 * Written down from the vendor's documents a second time: a row of a table cannot vouch for itself. The dictionary of codes
 * states neither HTTP statuses nor whether a retry can help; a page that advises to wait or to send again is a yes.
 */
export const documented: DocumentedVendor = {
  title: 'Twilio',
  channels: 'SMS, MMS, RCS, WhatsApp',
  documentationHost: 'www.twilio.com',
  hosts: ['api.twilio.com', 'messaging.twilio.com', 'content.twilio.com', '*.us1.twilio.com', '*.ie1.twilio.com', '*.au1.twilio.com', '*.jp1.twilio.com'],
  path: '/2010-04-01/Accounts/AC00000000000000000000000000000000/Messages.json',
  traceIdHeader: 'twilio-request-id',
  retryBasis: 'code',
  classes: {},
  count: 211,
  // Only these are stated, on other pages than the dictionary's or in the name of the code.
  statuses: { 400: '21211', 403: '20403', 404: '20404', 429: '20429' },
  otherAnswers: 'sample_21211',
  codes: `
  20001 invalid_parameter no
  20002 invalid_parameter no
  20003 unauthenticated no
  20004 unsupported_operation no
  20005 account_suspended no
  20006 permission_denied no
  20007 invalid_parameter no
  20008 permission_denied no
  20009 resource_not_ready yes
  20010 feature_not_available no
  20011 invalid_request no
  20012 invalid_request no
  20162 conflict yes
  20403 permission_denied no
  20404 resource_not_found no
  20409 conflict yes
  20410 unsupported_operation no
  20413 payload_too_large no
  20422 invalid_parameter no
  20423 invalid_parameter no
  20426 invalid_request no
  20429 rate_limited yes
  20500 internal_error yes
  20503 service_unavailable yes
  20504 internal_error yes
  21102 quota_exceeded no
  21211 invalid_phone_number no
  21212 invalid_phone_number no
  21265 recipient_unreachable no
  21266 invalid_parameter no
  21267 feature_not_available no
  21268 recipient_not_allowed no
  21401 invalid_phone_number no
  21402 invalid_parameter no
  21403 invalid_parameter no
  21406 missing_required_field no
  21407 unsupported_operation no
  21408 feature_not_available no
  21420 permission_denied no
  21421 invalid_phone_number no
  21422 resource_not_found no
  21451 invalid_parameter no
  21452 resource_not_found no
  21470 invalid_parameter no
  21471 account_not_found no
  21472 account_suspended no
  21481 invalid_parameter no
  21501 resource_not_found no
  21601 sender_not_permitted no
  21602 missing_required_field no
  21603 missing_required_field no
  21604 missing_required_field no
  21605 text_too_long no
  21606 sender_not_permitted no
  21607 sender_not_permitted no
  21608 recipient_not_allowed no
  21609 invalid_parameter no
  21610 recipient_opted_out no
  21611 rate_limited yes
  21612 recipient_unreachable no
  21614 recipient_unreachable no
  21616 invalid_parameter no
  21617 text_too_long no
  21618 invalid_message_content no
  21619 missing_required_field no
  21620 invalid_parameter no
  21621 unsupported_operation no
  21622 feature_not_available no
  21623 invalid_message_content no
  21624 invalid_parameter no
  21626 invalid_parameter no
  21627 invalid_parameter no
  21635 recipient_unreachable no
  21652 text_too_long no
  21653 batch_too_large no
  21654 missing_required_field no
  21655 invalid_parameter no
  21656 invalid_message_content no
  21657 unsupported_operation no
  21658 text_too_long no
  21659 sender_not_permitted no
  21660 sender_not_permitted no
  21661 sender_not_permitted no
  21701 sender_not_found no
  21702 sender_unavailable yes
  21703 setup_required no
  21704 setup_required no
  21705 invalid_parameter no
  21708 missing_required_field no
  21709 invalid_parameter no
  21710 already_exists no
  21711 sender_not_found no
  21712 conflict no
  21714 quota_exceeded no
  21715 unsupported_operation no
  21730 service_unavailable yes
  21900 invalid_parameter no
  21901 invalid_parameter no
  21902 text_too_long no
  21910 invalid_parameter no
  30012 invalid_parameter no
  30013 invalid_parameter no
  30014 invalid_parameter no
  30015 unsupported_operation no
  30016 invalid_parameter no
  30028 invalid_parameter no
  30029 invalid_parameter no
  30030 invalid_parameter no
  30031 invalid_parameter no
  30400 invalid_parameter no
  30404 resource_not_found no
  30409 invalid_resource_state no
  63007 sender_not_found no
  63100 invalid_request no
  63101 invalid_parameter no
  63102 conflict no
  63103 setup_required no
  63105 unsupported_operation no
  63106 recipient_unreachable no
  63107 invalid_phone_number no
  63108 resource_not_ready yes
  63109 sender_not_permitted no
  63111 sender_not_found no
  63112 account_suspended no
`,
  webhookCodes: `
  30001 rate_limited yes
  30002 account_suspended no
  30003 recipient_unreachable yes
  30004 recipient_not_allowed no
  30005 recipient_unreachable no
  30006 recipient_unreachable no
  30007 content_filtered no
  30008 delivery_failed no
  30009 delivery_failed no
  30011 recipient_unreachable no
  30017 capacity_exhausted yes
  30018 sender_not_registered no
  30019 text_too_long no
  30020 internal_error yes
  30021 internal_error yes
  30022 rate_limited yes
  30023 quota_exceeded yes
  30024 sender_not_registered no
  30027 quota_exceeded yes
  30032 sender_not_registered no
  30033 sender_suspended no
  30034 sender_not_registered no
  30035 resource_not_ready yes
  30036 message_expired no
  30037 feature_not_available no
  30038 content_filtered no
  30039 content_filtered no
  30040 sender_not_registered no
  30041 sender_not_registered no
  30042 invalid_parameter no
  30043 delivery_failed no
  30410 upstream_timeout yes
  30450 recipient_not_allowed yes
  30453 recipient_not_allowed yes
  30454 quota_exceeded yes
  30485 recipient_not_allowed yes
  30500 internal_error yes
  30610 recipient_not_allowed yes
  30615 recipient_not_allowed yes
  30620 sender_not_registered no
  30630 recipient_opted_out no
  63001 permission_denied no
  63002 sender_not_found no
  63003 recipient_unreachable no
  63005 invalid_message_content no
  63006 invalid_message_content no
  63008 setup_required no
  63009 upstream_error yes
  63010 internal_error yes
  63011 upstream_error no
  63012 upstream_error yes
  63013 invalid_message_content no
  63014 recipient_opted_out no
  63015 recipient_not_allowed no
  63016 outside_messaging_window no
  63017 rate_limited yes
  63018 rate_limited yes
  63019 attachment_download_failed no
  63020 quota_exceeded no
  63021 invalid_message_content no
  63022 setup_required no
  63023 upstream_error no
  63024 recipient_unreachable no
  63025 already_exists no
  63026 content_filtered no
  63027 resource_not_found no
  63028 invalid_message_content no
  63029 delivery_failed yes
  63030 invalid_parameter no
  63031 invalid_parameter no
  63032 recipient_not_allowed no
  63033 recipient_opted_out no
  63034 attachment_too_large no
  63035 setup_required no
  63036 recipient_unreachable yes
  63037 attachment_upload_failed yes
  63038 quota_exceeded yes
  63040 invalid_resource_state no
  63041 invalid_resource_state no
  63042 invalid_resource_state no
  63043 attachment_download_failed no
  63044 attachment_download_failed no
  63045 attachment_download_failed no
  63047 unsupported_media_type no
  63049 recipient_not_allowed no
  63051 account_suspended no
  63052 unsupported_operation no
`,
};
