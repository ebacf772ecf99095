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
 * order of subscribers is right for adding attributes, only the span's own end is. The span is left as it was then.
 */
export function watchSpan(span: Span, watcher: SpanWatcher): void {
  const { recordException, end } = span;

  function watchedRecordException(this: Span, ...args: Parameters<Span['recordException']>): void {
    watcher.onException(args[0]);
    recordException.apply(this, args);
  }

  function watchedEnd(this: Span, ...args: Parameters<Span['end']>): void {
    // Somebody may have wrapped the methods once more: then theirs stay, and ours just pass the call on. By name, as every
    // call comes here: `restore` serves methods of many names and objects, which makes its look-ups slow.
    if (span.end === watchedEnd) {
      delete (span as Partial<Span>).end;
      if (span.end !== end) span.end = end;
    }
    if (span.recordException === watchedRecordException) {
      delete (span as Partial<Span>).recordException;
      if (span.recordException !== recordException) span.recordException = recordException;
    }
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
