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
 * order of subscribers is right for adding attributes, only the span's own end is. Then the span has back its methods: by
 * assignment, for every call comes here, and to remove a property takes V8 seven times as long.
 */
export function watchSpan(span: Span, watcher: SpanWatcher): void {
  const { recordException, end } = span;

  function watchedRecordException(this: Span, ...args: Parameters<Span['recordException']>): void {
    watcher.onException(args[0]);
    recordException.apply(this, args);
  }

  function watchedEnd(this: Span, ...args: Parameters<Span['end']>): void {
    // Somebody may have wrapped the methods once more: then theirs stay, and ours just pass the call on.
    if (span.end === watchedEnd) span.end = end;
    if (span.recordException === watchedRecordException) span.recordException = recordException;
    watcher.onEnd();
    end.apply(this, args);
  }

  span.recordException = watchedRecordException;
  span.end = watchedEnd;
}

/** Gives an object its method back: the one of its class by removing the own one. */
export function restore<Key extends PropertyKey>(object: { [K in Key]?: unknown }, key: Key, original: unknown): void {
  delete object[key];
  if (object[key] !== original) object[key] = original as (typeof object)[Key];
}
