import type { ClassRow, CodeRow } from '../../definition/code-row.js';

/**
 * The members of `ErrorCode` in the package `@photon-ai/advanced-imessage` 2.2.0. The documentation groups them and explains
 * few. Responses contain whether a retry can help; `retryable` here is for responses without it, and is based on the group.
 *
 * @see https://photon.codes/docs/advanced-kits/imessage/error-handling
 */
export const codes = () =>
  ({
    unauthenticated: { code: 'unauthenticated', retryable: false },
    tokenExpired: { code: 'invalid_credentials', retryable: false, remedy: 'Give the client a function as token, so that each attempt gets one that has not expired.' },
    tokenBlocked: { code: 'invalid_credentials', retryable: false },
    unauthorized: { code: 'permission_denied', retryable: false },
    dailyLimitExceeded: { code: 'quota_exceeded', retryable: true, remedy: 'Hold the sends back until the window resets: 5,000 messages per server and day, unless Photon raised it.' },
    recipientLimitExceeded: { code: 'rate_limited', retryable: true },
    uploadRateExceeded: { code: 'rate_limited', retryable: true },
    contentDuplicateExceeded: { code: 'rate_limited', retryable: true },
    recipientCoolingDown: { code: 'rate_limited', retryable: true },
    recipientLocked: { code: 'rate_limited', retryable: true },
    burstRateExceeded: { code: 'rate_limited', retryable: true },
    newContactThrottled: { code: 'rate_limited', retryable: true, remedy: 'Start fewer conversations per line: the documents allow 50 new recipients a day, replies not counted.' },
    sendReceiveRatioExceeded: { code: 'rate_limited', retryable: true },
    duplicateMessage: { code: 'duplicate_request', retryable: false, effect: 'done', remedy: 'Take it as a success: the message with this clientMessageId was sent before.' },
    chatNotFound: { code: 'chat_not_found', retryable: false },
    messageNotFound: { code: 'message_not_found', retryable: false },
    attachmentNotFound: { code: 'attachment_not_found', retryable: false },
    addressNotFound: { code: 'resource_not_found', retryable: false },
    sharedFriendLocationNotFound: { code: 'resource_not_found', retryable: false },
    groupIconNotFound: { code: 'resource_not_found', retryable: false },
    pollNotFound: { code: 'resource_not_found', retryable: false },
    invalidArgument: { code: 'invalid_parameter', retryable: false },
    preconditionFailed: { code: 'invalid_resource_state', retryable: false },
    operationNotSupported: { code: 'unsupported_operation', retryable: false },
    attachmentNotReady: { code: 'attachment_not_ready', retryable: true, remedy: 'Read the transferState of the attachment, and download it once that is finished.' },
    privateApiUnavailable: { code: 'unsupported_operation', retryable: false },
    serviceUnavailable: { code: 'service_unavailable', retryable: true },
    timeout: { code: 'upstream_timeout', retryable: true },
    internalError: { code: 'internal_error', retryable: false },
    databaseError: { code: 'internal_error', retryable: false },
    networkError: { code: 'upstream_unavailable', retryable: true },
  }) as const satisfies Record<string, CodeRow>;

/** The names of gRPC statuses, which the HTTP server puts into `code`. */
export const classes = {
  unauthenticated: { retryable: false },
  permission_denied: { retryable: false },
  not_found: { retryable: false },
  resource_exhausted: {},
  invalid_argument: { retryable: false },
  failed_precondition: { retryable: false },
  unavailable: { retryable: true },
  deadline_exceeded: { retryable: true },
} as const satisfies Record<string, ClassRow>;
