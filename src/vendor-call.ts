import type { Span } from '@opentelemetry/api';
import type { CallEnd, CallObserver, ResponseHead } from './clients/exchange.js';
import type { Reporting } from './config.js';
import { type Interpretation, interpret } from './normalize/interpret.js';
import { classifyFailure } from './normalize/network-failure.js';
import type { VendorError } from './normalize/vendor-error.js';
import { capturedMessage, type Recording, recordError, runHook } from './recording.js';
import { CallContext } from './telemetry/call-context.js';
import * as telemetry from './telemetry/span.js';
import type { HostMatch } from './vendors/hosts.js';
import { canFailWithSuccess } from './vendors/success-route.js';
import { hasTraceIdInBody, traceIdFromHeaders } from './vendors/trace-id.js';
import { correlationKey } from './webhooks/correlation.js';

/** A request to a vendor. */
export interface VendorRequest {
  readonly host: HostMatch;
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** The vendor's route that the path is one of. */
  readonly template: string | undefined;
  readonly isRetry: boolean;
}

/** One call to a vendor. */
export class VendorCall implements CallObserver {
  readonly #span: Span;
  readonly #request: VendorRequest;
  readonly #recording: Recording;
  /** Milliseconds since 1970. */
  readonly #startTime: number;
  #traceId: string | undefined;
  #answered = false;
  /** What the call came to, once that is certain. */
  #outcome: Interpretation | undefined;

  constructor(span: Span, request: VendorRequest, recording: Recording) {
    this.#span = span;
    this.#request = request;
    this.#recording = recording;
    // Webhooks alone ask for it.
    this.#startTime = recording.correlation === undefined ? 0 : Date.now();
  }

  onHead(head: ResponseHead): boolean {
    this.#traceId = traceIdFromHeaders(this.#request.host.vendor, head.headers);
    const wanted = this.#wantsBody(head);
    if (this.#traceId !== undefined || !wanted) this.#answer(head);
    return wanted;
  }

  /** An error body is always wanted; a success only where it can hold a failure, or the trace id. */
  #wantsBody({ status, headers }: ResponseHead): boolean {
    const { method, path, host } = this.#request;
    const { vendor } = host;
    if (this.#isHeadAlone(status)) return false;
    if (status >= 300) return status >= 400;
    const isOfUse =
      canFailWithSuccess(vendor, method, path) ||
      (this.#traceId === undefined && hasTraceIdInBody(vendor)) ||
      (vendor.messageId !== undefined && this.#recording.correlation !== undefined);
    return isOfUse && /[/+]json\b/i.test(headers('content-type')[0] ?? '');
  }

  /** Whether the head is all of the answer (RFC 9110, section 6.4.1), whatever it says of a length. */
  #isHeadAlone(status: number): boolean {
    return this.#request.method === 'HEAD' || status === 204 || status === 304;
  }

  onFull(end: CallEnd): void {
    const interpretation = this.#interpret(end);
    // A success is not certain before its end: the connection may still break.
    if (interpretation.error ?? interpretation.bulk) this.#report(interpretation, end);
  }

  onEnd(end: CallEnd): void {
    if (this.#outcome === undefined) {
      const interpretation = this.#interpret(end);
      const { error, bulk } = interpretation;
      const isWhole = end.failure === undefined || (end.head !== undefined && this.#isHeadAlone(end.head.status));
      if (error !== undefined || bulk !== undefined || isWhole) this.#report(interpretation, end);
      else this.#report({ error: this.#failure(end) }, end);
    }
    // Last of all, for the HTTP instrumentation sets its own status late.
    const error = this.#outcome?.error;
    if (error !== undefined) telemetry.setErrorStatus(this.#span, error, end.head?.status);
  }

  #failure({ failure, head }: CallEnd): VendorError | undefined {
    const { host, method } = this.#request;
    return classifyFailure(host.vendor, failure, this.#traceId, { method, status: head?.status });
  }

  #interpret({ head, body }: CallEnd): Interpretation {
    if (head === undefined) return {};
    const { status, headers } = head;
    if (status < 400 && body === undefined) {
      this.#answer(head);
      return {};
    }
    const { method, path, host } = this.#request;
    const interpretation = interpret(host.vendor, { status, headers, traceId: this.#traceId, body, method, path });
    this.#traceId ??= interpretation.traceId;
    this.#answer(head);
    if (interpretation.messageId !== undefined) this.#remember(interpretation.messageId, status);
    return interpretation;
  }

  /** The vendor has answered and its trace id is known, or will not be. */
  #answer({ status }: ResponseHead): void {
    if (this.#answered) return;
    this.#answered = true;
    const traceId = this.#traceId;
    if (traceId !== undefined) {
      telemetry.describeTraceId(this.#span, traceId);
      this.#remember(traceId, status);
    }
    const { responseHook } = this.#recording.reporting;
    if (responseHook !== undefined) this.#runResponseHook(responseHook, status);
  }

  #runResponseHook(hook: NonNullable<Reporting['responseHook']>, status: number): void {
    const span = this.#span;
    const response = { vendor: this.#request.host.vendor.name, traceId: this.#traceId, status };
    runHook(new CallContext(span), 'responseHook', () => hook(span, response));
  }

  /** Webhooks tell what became of calls that were accepted and change something. */
  #remember(id: string, status: number): void {
    const { correlation } = this.#recording;
    const { method } = this.#request;
    if (correlation === undefined || status >= 300 || method === 'GET' || method === 'HEAD') return;
    const { traceId, spanId, traceFlags } = this.#span.spanContext();
    const vendorTraceId = this.#traceId;
    const entry = { traceId, spanId, traceFlags, startTime: this.#startTime, vendorTraceId };
    correlation.remember(correlationKey(this.#request.host.vendor, id), entry);
  }

  #report(outcome: Interpretation, end: CallEnd): void {
    this.#outcome = outcome;
    const { error, bulk } = outcome;
    const { host, template, isRetry } = this.#request;
    const span = this.#span;
    const status = end.head?.status;
    const context = new CallContext(span);
    const call = { context, vendor: host.vendor, serverAddress: host.serverAddress, status, template };
    const recording = this.#recording;
    const metrics = recording.metrics.current;
    const httpErrorType = errorTypeOf(end);
    metrics.countRequest(call, error && (httpErrorType ?? error.code));
    if (bulk !== undefined) telemetry.describeBulk(span, bulk);
    if (error !== undefined) {
      if (httpErrorType === undefined) telemetry.describeErrorType(span, error);
      if (isRetry && !error.retryable) metrics.countWastedRetry(call, error);
    }
    for (const each of bulk?.errors ?? (error ? [error] : [])) {
      const isShown = each === error || recording.log !== undefined;
      const message = isShown ? capturedMessage(context, recording.reporting, each) : undefined;
      if (each === error) telemetry.describeError(span, each, message);
      recordError(span, call, each, message, recording);
    }
  }
}

/** `error.type` as the HTTP instrumentation says it on its duration metric; for a failure inside a 2xx it has none. */
function errorTypeOf({ head, failureType }: CallEnd): string | undefined {
  return failureType ?? (head !== undefined && head.status >= 400 ? String(head.status) : undefined);
}
