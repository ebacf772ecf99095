/**
 * The names of everything that the plugin writes. Its own names begin with `vendor_api`. The others are OpenTelemetry's
 * semantic conventions; they are here because the package of the conventions moves names between its entry points.
 */

/** The vendor that was called, for example `linq`. */
export const ATTR_VENDOR_API_NAME = 'vendor_api.name';
/** The id that the vendor's support asks for. */
export const ATTR_VENDOR_API_TRACE_ID = 'vendor_api.trace_id';
/** The normalized error code. */
export const ATTR_VENDOR_API_ERROR_CODE = 'vendor_api.error.code';
/** The category of the normalized error code. */
export const ATTR_VENDOR_API_ERROR_CATEGORY = 'vendor_api.error.category';
/** Whether the same request, sent again unchanged, may succeed. */
export const ATTR_VENDOR_API_ERROR_RETRYABLE = 'vendor_api.error.retryable';
/** What `vendor_api.error.retryable` is based on. */
export const ATTR_VENDOR_API_ERROR_RETRY_BASIS = 'vendor_api.error.retry_basis';
/** Whether the request may have taken effect: `none`, `possible` or `done`. */
export const ATTR_VENDOR_API_ERROR_EFFECT = 'vendor_api.error.effect';
/** Seconds to wait before a retry. */
export const ATTR_VENDOR_API_ERROR_RETRY_AFTER = 'vendor_api.error.retry_after';
/** The vendor's own code; on metrics, the key of its row in the vendor's table, or `_OTHER`. */
export const ATTR_VENDOR_API_ERROR_NATIVE_CODE = 'vendor_api.error.native_code';
/** The vendor's own class of codes. */
export const ATTR_VENDOR_API_ERROR_NATIVE_CLASS = 'vendor_api.error.native_class';
/** The request parameter that caused the error. */
export const ATTR_VENDOR_API_ERROR_PARAM = 'vendor_api.error.param';
/** The address of the vendor's page about the error. */
export const ATTR_VENDOR_API_ERROR_DOC_URL = 'vendor_api.error.doc_url';
/** What to do about the error; on log events only. */
export const ATTR_VENDOR_API_ERROR_REMEDY = 'vendor_api.error.remedy';
/** The vendor's text, redacted. */
export const ATTR_VENDOR_API_ERROR_MESSAGE = 'vendor_api.error.message';
/** Where the error was seen: `response`, `item`, `network` or `webhook`. */
export const ATTR_VENDOR_API_ERROR_ORIGIN = 'vendor_api.error.origin';
/** How many items of a bulk call failed. */
export const ATTR_VENDOR_API_BULK_ERROR_COUNT = 'vendor_api.bulk.error_count';
/** The distinct normalized codes of the items that failed. */
export const ATTR_VENDOR_API_BULK_ERROR_CODES = 'vendor_api.bulk.error_codes';
/** The vendor's id of a webhook's event. */
export const ATTR_VENDOR_API_EVENT_ID = 'vendor_api.event.id';
/** The vendor's type of a webhook's event, for example `message.failed`. */
export const ATTR_VENDOR_API_EVENT_TYPE = 'vendor_api.event.type';
/** How a call ended: `answered`, `failed` without a response, or `aborted` by the application before a response. */
export const ATTR_VENDOR_API_CALL_OUTCOME = 'vendor_api.call.outcome';
/** The outcome of a message that the vendor accepted: `delivered` or `failed`. */
export const ATTR_VENDOR_API_DELIVERY_OUTCOME = 'vendor_api.delivery.outcome';

/** Finished calls to vendors. */
export const METRIC_VENDOR_API_CLIENT_REQUESTS = 'vendor_api.client.requests';
/** Errors of vendors, by normalized class. */
export const METRIC_VENDOR_API_CLIENT_ERRORS = 'vendor_api.client.errors';
/** Retries that failed with a non-retryable error. */
export const METRIC_VENDOR_API_CLIENT_WASTED_RETRIES = 'vendor_api.client.wasted_retries';
/** Seconds to wait before a retry, as requested by vendors. */
export const METRIC_VENDOR_API_CLIENT_RETRY_AFTER = 'vendor_api.client.retry_after';
/** Seconds from a call until a webhook reports the outcome. */
export const METRIC_VENDOR_API_CLIENT_DELIVERY_DURATION = 'vendor_api.client.delivery.duration';

/** The log event of an error. */
export const EVENT_VENDOR_API_ERROR = 'vendor_api.error';

/** https://opentelemetry.io/docs/specs/semconv/registry/attributes/error/ */
export const ATTR_ERROR_TYPE = 'error.type';
/** The value for everything that is not one of the known values. */
export const OTHER = '_OTHER';
/** https://opentelemetry.io/docs/specs/semconv/registry/attributes/http/ */
export const ATTR_HTTP_RESPONSE_STATUS_CODE = 'http.response.status_code';
/** https://opentelemetry.io/docs/specs/semconv/registry/attributes/http/ */
export const ATTR_HTTP_REQUEST_RESEND_COUNT = 'http.request.resend_count';
/** https://opentelemetry.io/docs/specs/semconv/registry/attributes/server/ */
export const ATTR_SERVER_ADDRESS = 'server.address';
/**
 * https://opentelemetry.io/docs/specs/semconv/registry/attributes/peer/, deprecated, but service graphs still read it.
 */
export const ATTR_PEER_SERVICE = 'peer.service';
/** https://opentelemetry.io/docs/specs/semconv/registry/attributes/service/ */
export const ATTR_SERVICE_PEER_NAME = 'service.peer.name';
/** https://opentelemetry.io/docs/specs/semconv/registry/attributes/url/ */
export const ATTR_URL_TEMPLATE = 'url.template';
