import type { Span } from '@opentelemetry/api';
import type { CallEnd } from '../clients/exchange.js';
import type { Interpretation } from '../normalize/interpret.js';
import type { CallScope } from '../telemetry/call-scope.js';
import { describeBulk, describeError } from '../telemetry/span.js';
import { capturedMessage, type Recording, recordError } from './recording.js';
import type { VendorRequest } from './vendor-request.js';

/** Counts and logs the outcome of a call, and sets it on its span. Call it in the scope. */
export function recordOutcome(
  scope: CallScope,
  request: VendorRequest,
  outcome: Interpretation,
  end: CallEnd,
  recording: Recording,
): void {
  const { error, bulk } = outcome;
  const { host, template, resendCount } = request;
  const call = {
    context: scope.context,
    vendor: host.vendor,
    serverAddress: host.serverAddress,
    status: end.head?.status,
    template,
  };
  const metrics = recording.metrics.current;
  metrics.countRequest(call, error && (errorTypeOf(end) ?? error.code));
  if (error !== undefined && resendCount > 0 && !error.retryable) metrics.countWastedRetry(call, error);
  const message = describeOutcome(scope.span, outcome, end, recording);
  for (const each of bulk?.errors ?? (error ? [error] : [])) {
    const ofItem = recording.log && each !== error ? capturedMessage(recording.reporting, each) : undefined;
    recordError(scope, call, each, each === error ? message : ofItem, recording);
  }
}

/** Sets the outcome of a call on its span. Returns the captured message of its error. Call it in the scope. */
export function describeOutcome(
  span: Span,
  { error, bulk }: Interpretation,
  end: CallEnd,
  { log, reporting }: Recording,
): string | undefined {
  if (bulk !== undefined) describeBulk(span, bulk);
  // If the span is unsampled and log events are off, the message is not needed.
  if (error === undefined || (!span.isRecording() && log === undefined)) return undefined;
  const message = capturedMessage(reporting, error);
  describeError(span, error, spanErrorTypeOf(end) ?? error.code, message);
  return message;
}

/** The `error.type` of an HTTP status; a failure in a 2xx response has none. */
function errorTypeOfStatus({ head }: CallEnd): string | undefined {
  return head !== undefined && head.status >= 400 ? String(head.status) : undefined;
}

/** The `error.type` of HTTP instrumentations on their duration metric. */
function errorTypeOf(end: CallEnd): string | undefined {
  return end.failureType ?? errorTypeOfStatus(end);
}

/** The `error.type` on the span of an answered call is its HTTP status, even if its body broke off. */
function spanErrorTypeOf(end: CallEnd): string | undefined {
  return errorTypeOfStatus(end) ?? end.failureType;
}
