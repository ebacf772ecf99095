import { type Attributes, isSpanContextValid, type Span, SpanStatusCode } from '@opentelemetry/api';
import type { BulkErrors } from '../normalize/interpret.js';
import type { WebhookInterpretation } from '../normalize/interpret-webhook.js';
import type { VendorError } from '../normalize/vendor-error.js';
import type { StartedSpan } from '../spans/client-spans.js';
import type { CorrelationEntry } from '../webhooks/correlation-store.js';
import { errorAttributes, errorTitle } from './error-attributes.js';
import * as semconv from './semconv.js';

/** What is known of a call when it begins. */
export interface BegunCall {
  readonly vendor: string;
  readonly method: string;
  /** The vendor's route. */
  readonly template: string | undefined;
  /** Which attempt after the first this is; 0 for the first. */
  readonly resendCount: number;
}

/** The conventions' name for the service that is called, and the older one, which is what service graphs read by default. */
const PEER_NAMES = [semconv.ATTR_SERVICE_PEER_NAME, semconv.ATTR_PEER_SERVICE];

/** What most SDKs' spans show of themselves; the API cannot read what was set. */
interface ReadableParts {
  readonly name?: string;
  readonly attributes?: Attributes;
}

/** Puts on the span of a call where it goes to, and which attempt it is; what the user set before is unchanged. */
export function describeCall(started: StartedSpan, { vendor, method, template, resendCount }: BegunCall): void {
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
  // As the HTTP instrumentations name their spans by themselves.
  if (name === method || name === 'HTTP') span.updateName(`${name} ${template}`);
}

/** Puts the vendor's trace id on the span. */
export function describeTraceId(span: Span, traceId: string): void {
  if (span.isRecording()) span.setAttribute(semconv.ATTR_VENDOR_API_TRACE_ID, traceId);
}

/**
 * Puts an error on the span of its call. Its status follows by {@link setErrorStatus}.
 *
 * @param errorType - Unless the instrumentation has set one: `HttpInstrumentation` 0.223 sets none for HTTP >= 400.
 */
export function describeError(span: Span, error: VendorError, errorType: string, message: string | undefined): void {
  if (!span.isRecording()) return;
  describeWebhookError(span, error, message);
  const { attributes } = span as ReadableParts;
  if (attributes?.[semconv.ATTR_ERROR_TYPE] === undefined) span.setAttribute(semconv.ATTR_ERROR_TYPE, errorType);
}

/** Puts the failed items of a bulk call on its span. */
export function describeBulk(span: Span, bulk: BulkErrors): void {
  if (!span.isRecording()) return;
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

/** Puts the failure that a webhook reports on the span of its request. */
export function describeWebhookError(span: Span, error: VendorError, message: string | undefined): void {
  if (span.isRecording()) span.setAttributes(errorAttributes(error, message));
}

/** Links a webhook to the call that caused it. */
export function linkCall(span: Span, { traceId, spanId, traceFlags }: CorrelationEntry): void {
  const context = { traceId, spanId, traceFlags, isRemote: true };
  // An application that does not wait for the record has ended its span; a call without a tracer has no span to link to.
  if (span.isRecording() && isSpanContextValid(context)) span.addLink({ context });
}

/** Marks the span as failed, with a description for people: `linq 1007 rate_limited`, `linq HTTP 502 upstream_error`. */
export function setErrorStatus(span: Span, error: VendorError, status: number | undefined): void {
  if (!span.isRecording() || (status !== undefined && status >= 400 && hasSentry())) return;
  span.setStatus({ code: SpanStatusCode.ERROR, message: errorTitle(error, status) });
}

/**
 * Whether Sentry's SDK is loaded. It has a status of its own for each HTTP status (`resource_exhausted`), which a
 * description would replace: by `unknown_error` or `internal_error`.
 *
 * @see https://github.com/getsentry/sentry-javascript/blob/develop/packages/opentelemetry/src/utils/mapStatus.ts
 */
function hasSentry(): boolean {
  return '__SENTRY__' in globalThis;
}
