import { diag, type Span, type SpanContext } from '@opentelemetry/api';
import type { CallGroup } from './call-group.js';
import { rawHeaderValues } from './raw-headers.js';

const TRACEPARENT = /^00-[0-9a-f]{32}-([0-9a-f]{16})-/;

/** Who traces a call traces the next ones, too. */
const MOST_CHECKS = 100;

const told = new WeakSet<CallGroup>();

/**
 * Tells, once for a group, that a second instrumentation makes spans for the same calls. It is known by the `traceparent`
 * that it adds to the request: of a span that is neither this call's nor its parent.
 */
export class DoubleTracingCheck {
  readonly #group: CallGroup;
  #checks = 0;

  constructor(group: CallGroup) {
    this.#group = group;
  }

  check(span: Span, { headers }: { readonly headers?: unknown }): void {
    if (this.#checks >= MOST_CHECKS || told.has(this.#group) || !span.isRecording()) return;
    this.#checks += 1;
    const { spanId } = span.spanContext();
    for (const header of rawHeaderValues(headers, 'traceparent')) {
      if (header.includes(spanId)) continue;
      const parent = (span as { parentSpanContext?: SpanContext }).parentSpanContext?.spanId;
      const id = TRACEPARENT.exec(header)?.[1];
      if (id !== undefined && id !== parent) this.tell();
    }
  }

  tell(): void {
    if (told.has(this.#group)) return;
    told.add(this.#group);
    diag.warn(
      'vendor-errors: another undici instrumentation traces the same calls, so each call has two spans. Register one, ' +
        'and hand it to the plugin: new VendorErrorsInstrumentation({ enrich: undiciInstrumentation }), or enrich: auto ' +
        'with auto = getNodeAutoInstrumentations().',
    );
  }
}
