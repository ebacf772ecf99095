import type { DocumentedVendor } from '../../samples/documented.js';

/** Written down from the vendor's documents a second time: a row of a table cannot vouch for itself. */
export const documented: DocumentedVendor = {
  title: 'Resend',
  channels: 'e-mail',
  documentationHost: 'resend.com',
  hosts: ['api.resend.com'],
  path: '/emails',
  retryBasis: 'code',
  classes: {},
  count: 37,
  codes: `
  invalid_idempotency_key invalid_parameter no
  validation_error invalid_parameter no
  missing_api_key missing_credentials no
  restricted_api_key insufficient_scope no
  invalid_api_key invalid_credentials no
  not_found resource_not_found no
  method_not_allowed unsupported_operation no
  invalid_idempotent_request duplicate_request no
  concurrent_idempotent_requests duplicate_request yes
  invalid_attachment invalid_parameter no
  invalid_from_address invalid_parameter no
  invalid_access invalid_parameter no
  invalid_parameter invalid_parameter no
  invalid_region invalid_parameter no
  missing_required_field missing_required_field no
  monthly_quota_exceeded quota_exceeded no
  daily_quota_exceeded quota_exceeded yes
  rate_limit_exceeded rate_limited yes
  security_error invalid_request no
  application_error internal_error yes
  internal_server_error internal_error yes
`,
  webhookCodes: `
  email.bounced delivery_failed no
  Undetermined delivery_failed no
  General delivery_failed no
  NoEmail recipient_unreachable no
  MailboxFull recipient_unreachable yes
  MessageTooLarge delivery_failed no
  ContentRejected content_filtered no
  AttachmentRejected content_filtered no
  email.suppressed recipient_not_allowed no
  Suppressed recipient_not_allowed no
  OnAccountSuppressionList recipient_not_allowed no
  previous_bounce recipient_unreachable no
  previous_complaint recipient_opted_out no
  email.complained recipient_opted_out no
  email.failed delivery_failed no
  reached_daily_quota quota_exceeded yes
`,
  statuses: {
    400: 'invalid_idempotency_key validation_error',
    401: 'missing_api_key restricted_api_key validation_error_401',
    403: 'invalid_api_key validation_error_403',
    404: 'not_found',
    405: 'method_not_allowed',
    409: 'invalid_idempotent_request concurrent_idempotent_requests',
    422: 'invalid_attachment invalid_from_address invalid_access invalid_parameter invalid_region missing_required_field',
    429: 'monthly_quota_exceeded daily_quota_exceeded rate_limit_exceeded',
    451: 'security_error',
    500: 'application_error internal_server_error',
  },
  otherAnswers: 'batch_partial batch_failed',
};
