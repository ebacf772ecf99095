import type { Span } from '@opentelemetry/api';
import type { CallEnd, CallListener, CallObserver, OutgoingRequest, ResponseHead } from './clients/exchange.js';
import type { Reporting } from './config.js';
import { type Interpretation, interpret } from './normalize/interpret.js';
import { classifyFailure } from './normalize/network-failure.js';
import type { VendorError } from './normalize/vendor-error.js';
import { capturedMessage, runErrorHook, runHook } from './reporting.js';
import type { MetricsSource } from './telemetry/metrics-source.js';
import * as telemetry from './telemetry/span.js';
import type { HostMatch, HostTable } from './vendors/hosts.js';
import { canFailWithSuccess } from './vendors/success-route.js';
import { hasTraceIdInBody, traceIdFromHeaders } from './vendors/trace-id.js';
import { type Correlation, correlationKey } from './webhooks/correlation.js';

/** Where calls are recorded, beside their spans. */
export interface Recording {
  readonly metrics: MetricsSource;
  readonly reporting: Reporting;
  /** Joins webhooks to the calls that caused them; `undefined` where webhooks are off. */
  readonly correlation: Correlation | undefined;
}

/** Follows the calls to the hosts of the configured vendors: from the client's events to telemetry. */
export class VendorCalls implements CallListener {
  readonly #hosts: HostTable;
  readonly #recording: Recording;

  constructor(hosts: HostTable, recording: Recording) {
    this.#hosts = hosts;
    this.#recording = recording;
  }

  onRequest(span: Span, request: OutgoingRequest): CallObserver | undefined {
    const host = this.#hosts.find(request.origin);
    if (host === undefined) return undefined;
    const attempt = resendCount(request);
    telemetry.describeVendor(span, host.vendor.name, attempt);
    return new VendorCall(span, request, host, attempt > 0, this.#recording);
  }
}

/** Which attempt this is, where the client says so: SDKs that Stainless generates do, Linq's among them. */
function resendCount({ headers }: OutgoingRequest): number {
  const count = Number(headers('x-stainless-retry-count')[0]);
  return Number.isSafeInteger(count) && count > 0 ? count : 0;
}

/** One call to a vendor. */
class VendorCall implements CallObserver {
  readonly #span: Span;
  readonly #request: OutgoingRequest;
  readonly #host: HostMatch;
  readonly #isRetry: boolean;
  readonly #recording: Recording;
  readonly #startTime = Date.now();
  #traceId: string | undefined;
  #answered = false;
  /** What the call came to, once that is certain. */
  #outcome: Interpretation | undefined;

  constructor(span: Span, request: OutgoingRequest, host: HostMatch, isRetry: boolean, recording: Recording) {
    this.#span = span;
    this.#request = request;
    this.#host = host;
    this.#isRetry = isRetry;
    this.#recording = recording;
  }

  onHead(head: ResponseHead): boolean {
    this.#traceId = traceIdFromHeaders(this.#host.vendor, head.headers);
    const wanted = this.#wantsBody(head);
    if (this.#traceId !== undefined || !wanted) this.#answer(head);
    return wanted;
  }

  /** An error body is always wanted; a success only where it can hold a failure, or the trace id. */
  #wantsBody({ status, headers }: ResponseHead): boolean {
    const { vendor } = this.#host;
    const { method } = this.#request;
    if (method === 'HEAD' || status === 204 || status === 304) return false;
    if (status >= 400) return true;
    if (status >= 300 || !/[/+]json\b/i.test(headers('content-type')[0] ?? '')) return false;
    if (canFailWithSuccess(vendor, method, this.#path)) return true;
    if (this.#traceId === undefined && hasTraceIdInBody(vendor)) return true;
    return vendor.messageId !== undefined && this.#recording.correlation !== undefined;
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
      if (error !== undefined || bulk !== undefined || end.failure === undefined) this.#report(interpretation, end);
      else this.#report({ error: classifyFailure(this.#host.vendor, end.failure, this.#traceId) }, end);
    }
    // Last of all, for the HTTP instrumentation sets its own status late.
    const error = this.#outcome?.error;
    if (error !== undefined) telemetry.setErrorStatus(this.#span, error, end.head?.status);
  }

  #interpret({ head, body }: CallEnd): Interpretation {
    if (head === undefined) return {};
    const { method } = this.#request;
    const interpretation = interpret(this.#host.vendor, { ...head, body, method, path: this.#path });
    this.#traceId ??= interpretation.traceId;
    this.#answer(head);
    if (interpretation.messageId !== undefined) this.#remember(interpretation.messageId, head.status);
    return interpretation;
  }

  /** The path without the query; some proxies and clients put the whole URL there. */
  get #path(): string {
    const path = this.#request.target.replace(/^[a-z]+:\/\/[^/]*/i, '').split(/[?#]/, 1)[0];
    return path || '/';
  }

  /** The vendor has answered and its trace id is known, or will not be. */
  #answer({ status }: ResponseHead): void {
    if (this.#answered) return;
    this.#answered = true;
    const span = this.#span;
    const traceId = this.#traceId;
    if (traceId !== undefined) {
      telemetry.describeTraceId(span, traceId);
      this.#remember(traceId, status);
    }
    const { responseHook } = this.#recording.reporting;
    if (responseHook)
      runHook(span, 'responseHook', () => responseHook(span, { vendor: this.#host.vendor.name, traceId, status }));
  }

  /** Webhooks tell what became of calls that were accepted and change something. */
  #remember(id: string, status: number): void {
    const { correlation } = this.#recording;
    const { method } = this.#request;
    if (correlation === undefined || status >= 300 || method === 'GET' || method === 'HEAD') return;
    const { traceId, spanId, traceFlags } = this.#span.spanContext();
    const vendorTraceId = this.#traceId;
    const entry = { traceId, spanId, traceFlags, startTime: this.#startTime, vendorTraceId };
    correlation.remember(correlationKey(this.#host.vendor, id), entry);
  }

  #report(outcome: Interpretation, end: CallEnd): void {
    this.#outcome = outcome;
    const { error, bulk } = outcome;
    const span = this.#span;
    const status = end.head?.status;
    const call = { ...this.#host, status };
    const { reporting } = this.#recording;
    const metrics = this.#recording.metrics.current;
    metrics.countRequest(span, call, error && errorType(error, end));
    if (bulk !== undefined) {
      telemetry.describeBulk(span, bulk);
      for (const item of bulk.errors) metrics.countError(span, call, item);
    } else if (error !== undefined) metrics.countError(span, call, error);
    if (error !== undefined) {
      if (this.#isRetry && !error.retryable) metrics.countWastedRetry(span, error);
      telemetry.describeError(span, error, capturedMessage(span, reporting, error));
      if (status !== undefined && status < 400 && error.origin !== 'network') telemetry.describeErrorType(span, error);
    }
    for (const each of bulk?.errors ?? (error ? [error] : [])) runErrorHook(span, reporting, each);
  }
}

/** As the HTTP instrumentation says it on its duration metric; for a failure inside a 2xx the normalized code. */
function errorType(error: VendorError, { head, failureType }: CallEnd): string {
  if (error.origin === 'network') return failureType ?? error.code;
  return head !== undefined && head.status >= 400 ? String(head.status) : error.code;
}
