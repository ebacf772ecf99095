import type { Span } from '@opentelemetry/api';

/**
 * Calls back right before a span ends, by an `end` of its own in front of that of its class. Instrumentations end their
 * spans inside subscribers of diagnostics channels, for small bodies before the application's `await` returns: no order
 * of subscribers is right for the last attributes, only the span's own end is.
 *
 * @returns a function that gives the span its method back; the end does that, too.
 */
export function watchSpanEnd(span: Span, onEnd: () => void): () => void {
  const { end } = span;
  function restore(): void {
    // If somebody has wrapped the method once more, theirs stays, and ours passes the call on. Assign instead of `delete`:
    // since Node.js 22, `delete` puts the object into V8's slow dictionary mode.
    if (span.end === watchedEnd) span.end = end;
  }
  function watchedEnd(this: Span, ...args: Parameters<Span['end']>): void {
    restore();
    if (!hasEnded) {
      hasEnded = true;
      onEnd();
    }
    end.apply(this, args);
  }
  let hasEnded = false;
  span.end = watchedEnd;
  return () => {
    hasEnded = true;
    restore();
  };
}
