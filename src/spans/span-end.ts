import type { Span } from '@opentelemetry/api';

/**
 * Calls back right before a span ends, by wrapping its `end`. Instrumentations end their spans inside subscribers of
 * diagnostics channels, for small bodies before the application's `await` returns. The last attributes can therefore be set
 * only at the end of the span, with any order of subscribers.
 *
 * @returns a function that restores the method of the span; the end restores it, too.
 */
export function watchSpanEnd(span: Span, onEnd: () => void): () => void {
  const { end } = span;
  function restore(): void {
    // If the method was wrapped again, keep that wrapper, and pass the call on. Assign instead of `delete`: since
    // Node.js 22, `delete` puts the object into V8's slow dictionary mode.
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
