import { type Attributes, isSpanContextValid, type Span, SpanStatusCode } from '@opentelemetry/api';
import type { BulkErrors } from '../normalize/interpret.js';
import type { WebhookInterpretation } from '../normalize/interpret-webhook.js';
import type { VendorError } from '../normalize/vendor-error.js';
import type { StartedSpan } from '../spans/client-spans.js';
import type { CorrelationEntry } from '../webhooks/correlation-store.js';
import { errorAttributes, errorTitle } from './error-attributes.js';
import * as semconv from './semconv.js';

/** The data of a request that its span shows. */
interface SentRequest {
  readonly method: string;
  /** The vendor's route. */
  readonly template: string | undefined;
  /** The number of earlier attempts; 0 for the first one. */
  readonly resendCount: number;
}

/** The name of the called service in the conventions, and the older name, which service graphs read by default. */
const PEER_NAMES = [semconv.ATTR_SERVICE_PEER_NAME, semconv.ATTR_PEER_SERVICE];

/** The attributes of a span. Most SDKs' spans expose them; the API does not. */
interface ReadableParts {
  readonly name?: string;
  readonly attributes?: Attributes;
}

/**
 * Sets the called service, the route and the number of earlier attempts on the span of a call. Values that the user has
 * set are unchanged.
 */
export function describeCall(
  started: StartedSpan,
  vendor: string,
  { method, template, resendCount }: SentRequest,
): void {
  const { span } = started;
  if (!span.isRecording()) return;
  span.setAttribute(semconv.ATTR_VENDOR_API_NAME, vendor);
  if (resendCount > 0) span.setAttribute(semconv.ATTR_HTTP_REQUEST_RESEND_COUNT, resendCount);
  const { name = started.name, attributes = started.attributes } = span as ReadableParts;
  for (const peer of PEER_NAMES) {
    if (attributes[peer] === undefined) span.setAttribute(peer, vendor);
  }
  if (template === undefined) return;
  if (attributes[semconv.ATTR_URL_TEMPLATE] === undefined) span.setAttribute(semconv.ATTR_URL_TEMPLATE, template);
  // The span has the name that HTTP instrumentations set.
  if (name === method || name === 'HTTP') span.updateName(`${name} ${template}`);
}

/** Sets the vendor's trace id on the span. */
export function describeTraceId(span: Span, traceId: string): void {
  if (span.isRecording()) span.setAttribute(semconv.ATTR_VENDOR_API_TRACE_ID, traceId);
}

/**
 * Sets an error on the span of its call. {@link setErrorStatus} sets the status.
 *
 * @param errorType - Set if the instrumentation has not set it: `HttpInstrumentation` 0.223 does not for HTTP >= 400.
 */
export function describeError(span: Span, error: VendorError, errorType: string, message: string | undefined): void {
  if (!span.isRecording()) return;
  describeWebhookError(span, error, message);
  const { attributes } = span as ReadableParts;
  if (attributes?.[semconv.ATTR_ERROR_TYPE] === undefined) span.setAttribute(semconv.ATTR_ERROR_TYPE, errorType);
}

/** Sets the failed items of a bulk call on its span. */
export function describeBulk(span: Span, bulk: BulkErrors): void {
  if (!span.isRecording()) return;
  span.setAttributes({
    [semconv.ATTR_VENDOR_API_BULK_ERROR_COUNT]: bulk.failed,
    [semconv.ATTR_VENDOR_API_BULK_ERROR_CODES]: [...new Set(bulk.errors.map((error) => error.code))],
  });
}

/** Sets the event on the span of a webhook's request. */
export function describeWebhook(span: Span, vendor: string, { type, id, traceId }: WebhookInterpretation): void {
  span.setAttribute(semconv.ATTR_VENDOR_API_NAME, vendor);
  if (traceId !== undefined) describeTraceId(span, traceId);
  if (id !== undefined) span.setAttribute(semconv.ATTR_VENDOR_API_EVENT_ID, id);
  if (type !== undefined) span.setAttribute(semconv.ATTR_VENDOR_API_EVENT_TYPE, type);
}

/** Sets the failure that a webhook reports on the span of its request. */
export function describeWebhookError(span: Span, error: VendorError, message: string | undefined): void {
  if (span.isRecording()) span.setAttributes(errorAttributes(error, message));
}

/** Links a webhook to the call that caused it. */
export function linkCall(span: Span, { traceId, spanId, traceFlags }: CorrelationEntry): void {
  const context = { traceId, spanId, traceFlags, isRemote: true };
  // If the application does not wait for the record, its span has ended. A call without a tracer has no span to link
  // to.
  if (span.isRecording() && isSpanContextValid(context)) span.addLink({ context });
}

/**
 * Sets the span status to ERROR, with a description such as `linq 1007 rate_limited` or `linq HTTP 502 upstream_error`.
 */
export function setErrorStatus(span: Span, error: VendorError, status: number | undefined): void {
  if (!span.isRecording() || (status !== undefined && status >= 400 && hasSentry())) return;
  span.setStatus({ code: SpanStatusCode.ERROR, message: errorTitle(error, status) });
}

/**
 * Whether Sentry's SDK is loaded. It has its own status for each HTTP status (`resource_exhausted`), which a description
 * would replace with `unknown_error` or `internal_error`.
 *
 * @see https://github.com/getsentry/sentry-javascript/blob/develop/packages/opentelemetry/src/utils/mapStatus.ts
 */
function hasSentry(): boolean {
  return '__SENTRY__' in globalThis;
}
