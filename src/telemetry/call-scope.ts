import { AsyncResource } from 'node:async_hooks';
import { type Context, context, INVALID_SPAN_CONTEXT, type Span, trace } from '@opentelemetry/api';

/**
 * The scope of a call: its span, OpenTelemetry's context (baggage, parent) and its AsyncLocalStorage values. It is
 * created when the call begins, because later callbacks of clients run in the context that opened the socket.
 */
export class CallScope {
  /** A call without its own span has a non-recording span with the ids of its parent. */
  readonly span: Span;
  readonly context: Context;
  /** Restores the values; cheaper than `AsyncLocalStorage.snapshot()` on Node.js 20. */
  readonly #resource = new AsyncResource('VENDOR_ERRORS_CALL');

  constructor(span: Span | undefined) {
    const active = context.active();
    this.context = span === undefined ? active : trace.setSpan(active, span);
    this.span = span ?? trace.wrapSpanContext(trace.getSpanContext(active) ?? INVALID_SPAN_CONTEXT);
  }

  /** Runs a function in the context in which the application made the call. */
  run<Result>(callback: () => Result): Result {
    return this.#resource.runInAsyncScope(() => context.with(this.context, callback));
  }
}
