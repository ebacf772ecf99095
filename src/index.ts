export type { HeadersInput, HeaderValues } from './common/headers.js';
export type { VendorErrorsConfig, VendorResponseInfo, WebhooksConfig } from './configuration/config.js';
export type { ClassRow, CodeRow } from './definition/code-row.js';
export { at, codeText, flag, list, number, text } from './definition/json.js';
export { readProblemDetails } from './definition/problem-details.js';
export type { BulkOutcome, RawError, VendorResponse } from './definition/readers.js';
export type { RenewalTime } from './definition/renewal-time.js';
export {
  defineVendor,
  type TraceIdSource,
  type Vendor,
  type VendorDefinition,
  type VendorOptions,
} from './definition/vendor.js';
export {
  type ErrorCategory,
  errorCategories,
  type NormalizedCode,
  normalizedCodes,
  type RequestEffect,
} from './definition/vocabulary.js';
export { type RawWebhook, readEventEnvelope, type WebhookKind } from './definition/webhook.js';
export { VendorErrorsInstrumentation } from './instrumentation/instrumentation.js';
export { type FoundRow, findRow } from './normalize/find-row.js';
export type { FailedRequest } from './normalize/network-failure.js';
export { normalize, normalizeFailure, normalizeItems } from './normalize/normalize.js';
export type { ResponseInput } from './normalize/response-input.js';
export type { ErrorOrigin, RetryBasis, VendorError } from './normalize/vendor-error.js';
export type { WebhookOptions, WebhookRecord } from './recording/vendor-webhooks.js';
export {
  ATTR_VENDOR_API_BULK_ERROR_CODES,
  ATTR_VENDOR_API_BULK_ERROR_COUNT,
  ATTR_VENDOR_API_CALL_OUTCOME,
  ATTR_VENDOR_API_DELIVERY_OUTCOME,
  ATTR_VENDOR_API_ERROR_CATEGORY,
  ATTR_VENDOR_API_ERROR_CODE,
  ATTR_VENDOR_API_ERROR_DOC_URL,
  ATTR_VENDOR_API_ERROR_EFFECT,
  ATTR_VENDOR_API_ERROR_MESSAGE,
  ATTR_VENDOR_API_ERROR_NATIVE_CLASS,
  ATTR_VENDOR_API_ERROR_NATIVE_CODE,
  ATTR_VENDOR_API_ERROR_ORIGIN,
  ATTR_VENDOR_API_ERROR_PARAM,
  ATTR_VENDOR_API_ERROR_REMEDY,
  ATTR_VENDOR_API_ERROR_RETRY_AFTER,
  ATTR_VENDOR_API_ERROR_RETRY_BASIS,
  ATTR_VENDOR_API_ERROR_RETRYABLE,
  ATTR_VENDOR_API_EVENT_ID,
  ATTR_VENDOR_API_EVENT_TYPE,
  ATTR_VENDOR_API_NAME,
  ATTR_VENDOR_API_TRACE_ID,
  METRIC_VENDOR_API_CLIENT_DELIVERY_DURATION,
  METRIC_VENDOR_API_CLIENT_ERRORS,
  METRIC_VENDOR_API_CLIENT_REQUESTS,
  METRIC_VENDOR_API_CLIENT_RETRY_AFTER,
  METRIC_VENDOR_API_CLIENT_WASTED_RETRIES,
} from './telemetry/semconv.js';
export * from './vendors/registry.js';
export type { CorrelationEntry, CorrelationStore } from './webhooks/correlation-store.js';
export { type RedisClient, redisCorrelationStore } from './webhooks/redis-correlation-store.js';
