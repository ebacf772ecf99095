import { type Attributes, isSpanContextValid, type Span, SpanStatusCode } from '@opentelemetry/api';
import type { BulkErrors } from '../normalize/interpret.js';
import type { WebhookInterpretation } from '../normalize/interpret-webhook.js';
import type { VendorError } from '../normalize/vendor-error.js';
import type { CorrelationEntry } from '../webhooks/correlation-store.js';
import * as semconv from './semconv.js';

/** Says on the span of a call which vendor it goes to, and which attempt it is; a peer name that the user set stays. */
export function describeVendor(span: Span, vendor: string, resendCount: number): void {
  if (!span.isRecording()) return;
  span.setAttribute(semconv.ATTR_VENDOR_API_NAME, vendor);
  if (resendCount > 0) span.setAttribute(semconv.ATTR_HTTP_REQUEST_RESEND_COUNT, resendCount);
  // The API cannot read attributes; the SDK's spans, which are the ones that matter, have them as a property.
  const { attributes } = span as { attributes?: Attributes };
  if (attributes?.[semconv.ATTR_SERVICE_PEER_NAME] === undefined) {
    span.setAttribute(semconv.ATTR_SERVICE_PEER_NAME, vendor);
  }
}

/** Puts the vendor's trace id on the span. */
export function describeTraceId(span: Span, traceId: string): void {
  span.setAttribute(semconv.ATTR_VENDOR_API_TRACE_ID, traceId);
}

/** Puts an error on the span of its call. Its status follows by {@link setErrorStatus}. */
export function describeError(span: Span, error: VendorError, message: string | undefined): void {
  const attributes: Attributes = {
    [semconv.ATTR_VENDOR_API_ERROR_CODE]: error.code,
    [semconv.ATTR_VENDOR_API_ERROR_CATEGORY]: error.category,
    [semconv.ATTR_VENDOR_API_ERROR_RETRYABLE]: error.retryable,
    [semconv.ATTR_VENDOR_API_ERROR_RETRY_BASIS]: error.retryBasis,
  };
  const sometimes = {
    [semconv.ATTR_VENDOR_API_ERROR_RETRY_AFTER]: error.retryAfter,
    [semconv.ATTR_VENDOR_API_ERROR_NATIVE_CODE]: error.nativeCode,
    [semconv.ATTR_VENDOR_API_ERROR_NATIVE_CLASS]: error.nativeClass,
    [semconv.ATTR_VENDOR_API_ERROR_PARAM]: error.param,
    [semconv.ATTR_VENDOR_API_ERROR_MESSAGE]: message,
  };
  for (const [key, value] of Object.entries(sometimes)) {
    if (value !== undefined) attributes[key] = value;
  }
  span.setAttributes(attributes);
}

/** Puts the failed items of a bulk call on its span. */
export function describeBulk(span: Span, bulk: BulkErrors): void {
  span.setAttributes({
    [semconv.ATTR_VENDOR_API_BULK_ERROR_COUNT]: bulk.failed,
    [semconv.ATTR_VENDOR_API_BULK_ERROR_CODES]: [...new Set(bulk.errors.map((error) => error.code))],
  });
}

/** Says on the span of a webhook's request what the event is. */
export function describeWebhook(span: Span, vendor: string, { type, id, traceId }: WebhookInterpretation): void {
  span.setAttribute(semconv.ATTR_VENDOR_API_NAME, vendor);
  if (traceId !== undefined) describeTraceId(span, traceId);
  if (id !== undefined) span.setAttribute(semconv.ATTR_VENDOR_API_EVENT_ID, id);
  if (type !== undefined) span.setAttribute(semconv.ATTR_VENDOR_API_EVENT_TYPE, type);
}

/** Links a webhook to the call that caused it. */
export function linkCall(span: Span, { traceId, spanId, traceFlags }: CorrelationEntry): void {
  const context = { traceId, spanId, traceFlags, isRemote: true };
  // An application that does not wait for the record has ended its span; a call without a tracer has no span to link to.
  if (span.isRecording() && isSpanContextValid(context)) span.addLink({ context });
}

/** A failure inside a 2xx has no `error.type` from the HTTP instrumentation: it gets the normalized code. */
export function describeErrorType(span: Span, error: VendorError): void {
  span.setAttribute(semconv.ATTR_ERROR_TYPE, error.code);
}

/** Marks the span as failed, with a description for people: `linq 1007 rate_limited`, `linq HTTP 502 upstream_error`. */
export function setErrorStatus(span: Span, error: VendorError, status: number | undefined): void {
  const said = error.nativeCode ?? (status === undefined ? undefined : `HTTP ${status}`);
  span.setStatus({
    code: SpanStatusCode.ERROR,
    message: [error.vendor, said, error.code].filter((part) => part !== undefined).join(' '),
  });
}
