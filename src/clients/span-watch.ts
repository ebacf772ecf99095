import type { Span } from '@opentelemetry/api';

/** What is told of a span that belongs to somebody else. */
export interface SpanWatcher {
  onException(exception: unknown): void;
  /** The span ends as soon as this returns. */
  onEnd(): void;
}

/**
 * Watches one span until it ends, by methods of its own in front of those of its class. An HTTP instrumentation ends
 * its spans inside subscribers of `diagnostics_channel`, for small bodies before the application's `await` returns: no
 * order of subscribers is right for adding attributes, only the span's own end is. The span has its methods back then.
 */
export function watchSpan(span: Span, watcher: SpanWatcher): void {
  const { recordException, end } = span;

  function watchedRecordException(this: Span, ...args: Parameters<Span['recordException']>): void {
    watcher.onException(args[0]);
    recordException.apply(this, args);
  }

  function watchedEnd(this: Span, ...args: Parameters<Span['end']>): void {
    // Somebody may have wrapped the methods once more: then theirs stay, and ours just pass the call on. Assigned here as
    // everywhere, for on Node.js 22 and later a `delete` makes V8 keep the object in a form that is slow for everybody.
    if (span.end === watchedEnd) span.end = end;
    if (span.recordException === watchedRecordException) span.recordException = recordException;
    watcher.onEnd();
    end.apply(this, args);
  }

  span.recordException = watchedRecordException;
  span.end = watchedEnd;
}
