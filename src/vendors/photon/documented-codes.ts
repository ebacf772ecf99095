import type { DocumentedVendor } from '../../samples/documented.js';

/** Written down from the vendor's documents and SDK a second time. They state no HTTP statuses. */
export const documented: DocumentedVendor = {
  title: 'Photon',
  channels: 'iMessage',
  documentationHost: 'photon.codes',
  hosts: ['imessage.spectrum.photon.codes'],
  path: '/v1/messages:sendText',
  traceIdHeader: 'x-request-id',
  retryBasis: 'vendor',
  classes: {
    unauthenticated: false,
    permission_denied: false,
    not_found: false,
    resource_exhausted: undefined,
    invalid_argument: false,
    failed_precondition: false,
    unavailable: true,
    deadline_exceeded: true,
  },
  count: 31,
  codes: `
  unauthenticated unauthenticated no
  tokenExpired invalid_credentials no
  tokenBlocked invalid_credentials no
  unauthorized permission_denied no
  dailyLimitExceeded quota_exceeded yes
  recipientLimitExceeded rate_limited yes
  uploadRateExceeded rate_limited yes
  contentDuplicateExceeded rate_limited yes
  recipientCoolingDown rate_limited yes
  recipientLocked rate_limited yes
  burstRateExceeded rate_limited yes
  newContactThrottled rate_limited yes
  sendReceiveRatioExceeded rate_limited yes
  duplicateMessage duplicate_request no
  chatNotFound chat_not_found no
  messageNotFound message_not_found no
  attachmentNotFound attachment_not_found no
  addressNotFound resource_not_found no
  sharedFriendLocationNotFound resource_not_found no
  groupIconNotFound resource_not_found no
  pollNotFound resource_not_found no
  invalidArgument invalid_parameter no
  preconditionFailed invalid_resource_state no
  operationNotSupported unsupported_operation no
  attachmentNotReady attachment_not_ready yes
  privateApiUnavailable unsupported_operation no
  serviceUnavailable service_unavailable yes
  timeout upstream_timeout yes
  internalError internal_error no
  databaseError internal_error no
  networkError upstream_unavailable yes
`,
};
