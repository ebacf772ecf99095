import type { CallEnd, CallObserver, ResponseHead } from '../clients/exchange.js';
import type { HostMatch } from '../definition/hosts.js';
import { canFailWithSuccess } from '../definition/success-route.js';
import { hasTraceIdInBody, traceIdFromHeaders } from '../definition/trace-id.js';
import { type Interpretation, interpret } from '../normalize/interpret.js';
import { classifyFailure, isAbort } from '../normalize/network-failure.js';
import type { VendorError } from '../normalize/vendor-error.js';
import type { CallScope } from '../telemetry/call-scope.js';
import * as telemetry from '../telemetry/span.js';
import { correlationKey } from '../webhooks/correlation.js';
import { capturedMessage, type Recording, recordError, runHook } from './recording.js';

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

/** One call to a vendor. Its methods run in the scope of the call. */
export class VendorCall implements CallObserver {
  readonly #scope: CallScope;
  readonly #request: VendorRequest;
  readonly #recording: Recording;
  /** Milliseconds since 1970. */
  readonly #startTime = Date.now();
  #traceId: string | undefined;
  #answered = false;
  /** What the call came to, once that is certain. */
  #outcome: Interpretation | undefined;

  constructor(scope: CallScope, request: VendorRequest, recording: Recording) {
    this.#scope = scope;
    this.#request = request;
    this.#recording = recording;
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

  /** Whether the head is all of the answer (RFC 9110, section 6.4.1), whatever its length header is. */
  #isHeadAlone(status: number): boolean {
    return this.#request.method === 'HEAD' || status === 204 || status === 304;
  }

  onFull(end: CallEnd): void {
    const interpretation = this.#interpret(end);
    // A success is not certain before its end: the connection may still break.
    if (interpretation.error ?? interpretation.bulk) this.#report(interpretation, end);
  }

  onSpanEnd(end: CallEnd): void {
    // The answer may not be complete yet: the span gets what is known, and the rest is counted and logged at the end.
    const known = this.#outcome ?? this.#read(end);
    if (this.#outcome === undefined) this.#describe(known, end);
    // Last of all, for HTTP instrumentations set a status of their own late.
    if (known.error !== undefined) telemetry.setErrorStatus(this.#scope.span, known.error, end.head?.status);
  }

  onEnd(end: CallEnd): void {
    if (this.#outcome !== undefined) return;
    const interpretation = this.#interpret(end);
    const { error, bulk } = interpretation;
    const isComplete = end.head !== undefined && (end.failure === undefined || this.#isHeadAlone(end.head.status));
    if (error !== undefined || bulk !== undefined || isComplete) this.#report(interpretation, end);
    else this.#report({ error: this.#failure(end) }, end);
  }

  #failure({ failure, head }: CallEnd): VendorError | undefined {
    const { host, method } = this.#request;
    const reason = head === undefined && this.#isDeadline(failure) ? { name: 'TimeoutError', cause: failure } : failure;
    return classifyFailure(host.vendor, reason, this.#traceId, { method, status: head?.status });
  }

  /**
   * Whether the application has ended a call that the vendor left unanswered for long. SDKs made by Stainless (Linq's,
   * OpenAI's) and ky end a call that is over their own timeout by an abort that looks like that of a user who cancels.
   */
  #isDeadline(failure: unknown): boolean {
    const waited = Date.now() - this.#startTime;
    return waited >= this.#recording.unansweredTimeoutMillis && (failure === undefined || isAbort(failure));
  }

  /** Reads the answer, and remembers its ids. */
  #interpret(end: CallEnd): Interpretation {
    const interpretation = this.#read(end);
    if (end.head === undefined) return interpretation;
    this.#traceId ??= interpretation.traceId;
    this.#answer(end.head);
    if (interpretation.messageId !== undefined) this.#remember(interpretation.messageId, end.head.status);
    return interpretation;
  }

  #read({ head, body }: CallEnd): Interpretation {
    if (head === undefined || (head.status < 400 && body === undefined)) return {};
    const { status, headers } = head;
    const { method, path, host } = this.#request;
    return interpret(host.vendor, { status, headers, traceId: this.#traceId, body, method, path });
  }

  /** The vendor has answered and its trace id is known, or will not be. */
  #answer({ status }: ResponseHead): void {
    if (this.#answered) return;
    this.#answered = true;
    const traceId = this.#traceId;
    if (traceId !== undefined) {
      telemetry.describeTraceId(this.#scope.span, traceId);
      this.#remember(traceId, status);
    }
    const { responseHook } = this.#recording.reporting;
    const response = { vendor: this.#request.host.vendor.name, traceId, status };
    if (responseHook !== undefined) runHook('responseHook', () => responseHook(this.#scope.span, response));
  }

  /** Webhooks report what became of calls that were accepted and change something. */
  #remember(id: string, status: number): void {
    const { correlation } = this.#recording;
    const { method } = this.#request;
    if (correlation === undefined || status >= 300 || method === 'GET' || method === 'HEAD') return;
    const { traceId, spanId, traceFlags } = this.#scope.span.spanContext();
    const vendorTraceId = this.#traceId;
    const entry = { traceId, spanId, traceFlags, startTime: this.#startTime, vendorTraceId };
    correlation.remember(correlationKey(this.#request.host.vendor, id), entry);
  }

  /** Counts and logs the outcome of the call, and puts it on its span. */
  #report(outcome: Interpretation, end: CallEnd): void {
    this.#outcome = outcome;
    const { error, bulk } = outcome;
    const { host, template, isRetry } = this.#request;
    const { context } = this.#scope;
    const call = {
      context,
      vendor: host.vendor,
      serverAddress: host.serverAddress,
      status: end.head?.status,
      template,
    };
    const recording = this.#recording;
    const metrics = recording.metrics.current;
    metrics.countRequest(call, error && (errorTypeOf(end) ?? error.code));
    if (error !== undefined && isRetry && !error.retryable) metrics.countWastedRetry(call, error);
    const message = this.#describe(outcome, end);
    for (const each of bulk?.errors ?? (error ? [error] : [])) {
      const ofItem = recording.log && each !== error ? capturedMessage(recording.reporting, each) : undefined;
      recordError(this.#scope, call, each, each === error ? message : ofItem, recording);
    }
  }

  /** Puts an outcome on the span of the call; returns the message of its error, as the user wants it. */
  #describe({ error, bulk }: Interpretation, end: CallEnd): string | undefined {
    const { span } = this.#scope;
    if (bulk !== undefined) telemetry.describeBulk(span, bulk);
    // If the span is not sampled and there are no log events, nobody reads the message.
    if (error === undefined || (!span.isRecording() && this.#recording.log === undefined)) return undefined;
    const message = capturedMessage(this.#recording.reporting, error);
    telemetry.describeError(span, error, spanErrorTypeOf(end) ?? error.code, message);
    return message;
  }
}

/** `error.type` as HTTP instrumentations report it on their duration metric; a failure inside a 2xx has none. */
function errorTypeOf({ head, failureType }: CallEnd): string | undefined {
  return failureType ?? (head !== undefined && head.status >= 400 ? String(head.status) : undefined);
}

/** `error.type` for the span of a call that got an answer is its HTTP status, even if its body broke off. */
function spanErrorTypeOf(end: CallEnd): string | undefined {
  return errorTypeOf({ ...end, failureType: end.head === undefined ? end.failureType : undefined }) ?? end.failureType;
}
