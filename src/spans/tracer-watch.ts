import { diag, type Span, type SpanOptions, type Tracer, type TracerProvider } from '@opentelemetry/api';
import { NAME, VERSION } from '../common/version.js';

/** Called for each started span, with its start options. */
export type OnSpanStart = (span: Span, name: string, options: SpanOptions | undefined) => void;

/** The class of a tracer, or the tracer itself if it has its own method. */
interface SpanStarter {
  startSpan: Tracer['startSpan'];
}

interface Watched {
  readonly original: Tracer['startSpan'];
  readonly replacement: Tracer['startSpan'];
}

/**
 * Sees every span that the tracers of a provider start for any instrumentation, copy or version. It wraps one method of
 * the class of the provider's tracers.
 */
export class TracerWatch {
  readonly #onStart: OnSpanStart;
  readonly #watched = new Map<SpanStarter, Watched>();

  constructor(onStart: OnSpanStart) {
    this.#onStart = onStart;
  }

  watch(provider: TracerProvider): void {
    const starter = starterOf(provider.getTracer(NAME, VERSION));
    if (starter === undefined || this.#watched.has(starter)) return;
    const onStart = this.#onStart;
    const original = starter.startSpan;
    const replacement: Tracer['startSpan'] = function startSpan(this: Tracer, name, options, context) {
      const span = original.call(this, name, options, context);
      try {
        onStart(span, name, options);
      } catch (error) {
        // A mock tracer may return anything.
        diag.error('vendor-errors: a span cannot be watched', error);
      }
      return span;
    };
    starter.startSpan = replacement;
    this.#watched.set(starter, { original, replacement });
  }

  /** Restores the method of the classes. */
  stop(): void {
    for (const [starter, { original, replacement }] of this.#watched) {
      if (starter.startSpan === replacement) starter.startSpan = original;
    }
    this.#watched.clear();
  }
}

function starterOf(tracer: Tracer): SpanStarter | undefined {
  let owner: object | null = tracer;
  while (owner !== null && !Object.hasOwn(owner, 'startSpan')) owner = Object.getPrototypeOf(owner);
  return owner === null ? undefined : (owner as SpanStarter);
}
