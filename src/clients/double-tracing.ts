import { diag, type Span, type SpanContext } from '@opentelemetry/api';
import { rawHeaderValues } from './raw-headers.js';

const TRACEPARENT = /^00-[0-9a-f]{32}-([0-9a-f]{16})-/;

/** Who traces a call traces the next ones, too. */
const MOST_CHECKS = 100;

/**
 * Tells, once, that a second instrumentation makes spans for the same calls. It is known by the `traceparent` that it
 * adds to the request: of a span that is neither this call's nor its parent.
 */
export class DoubleTracingCheck {
  #told = false;
  #checks = 0;

  check(span: Span, { headers }: { readonly headers?: unknown }): void {
    if (this.#told || this.#checks >= MOST_CHECKS || !span.isRecording()) return;
    this.#checks += 1;
    const { spanId } = span.spanContext();
    for (const header of rawHeaderValues(headers)('traceparent')) {
      if (header.includes(spanId)) continue;
      const parent = (span as { parentSpanContext?: SpanContext }).parentSpanContext?.spanId;
      const id = TRACEPARENT.exec(header)?.[1];
      if (id !== undefined && id !== parent) this.tell();
    }
  }

  tell(): void {
    if (this.#told) return;
    this.#told = true;
    diag.warn(
      'vendor-errors: another undici instrumentation traces the same calls, so each call has two spans. Register one, ' +
        'and hand it to the plugin: new VendorErrorsInstrumentation({ enrich: undiciInstrumentation }), or enrich: auto ' +
        'with auto = getNodeAutoInstrumentations().',
    );
  }
}
