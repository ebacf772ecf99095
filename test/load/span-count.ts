import type { ReadableSpan, SpanProcessor } from '@opentelemetry/sdk-trace-node';

/** Counts spans instead of keeping them. */
export class SpanCount implements SpanProcessor {
  /** Ended spans of calls to a vendor, by the normalized code; by an empty text where there was no error. */
  readonly byCode = new Map<string, number>();
  /** Spans that ended and were not open. */
  strange = 0;
  readonly #open = new Set<string>();

  /** Spans that have begun and not ended. */
  get open(): number {
    return this.#open.size;
  }

  onStart(span: ReadableSpan): void {
    this.#open.add(span.spanContext().spanId);
  }

  onEnd(span: ReadableSpan): void {
    if (!this.#open.delete(span.spanContext().spanId)) this.strange += 1;
    if (span.attributes['vendor_api.name'] === undefined) return;
    const code = String(span.attributes['vendor_api.error.code'] ?? '');
    this.byCode.set(code, (this.byCode.get(code) ?? 0) + 1);
  }

  async forceFlush(): Promise<void> {}

  async shutdown(): Promise<void> {}
}
