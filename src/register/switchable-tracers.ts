import {
  type Context,
  type Span,
  type SpanOptions,
  type Tracer,
  type TracerOptions,
  type TracerProvider,
  trace,
} from '@opentelemetry/api';

type TracerArguments = [name: string, version?: string, options?: TracerOptions];

/**
 * A tracer provider that forwards to another one, which may be replaced later. Existing tracers, such as those of the
 * later SDK's instrumentations, then use the new provider.
 */
export class SwitchableTracers implements TracerProvider {
  #provider: TracerProvider | undefined;

  constructor(provider: TracerProvider) {
    this.#provider = provider;
  }

  /** Uses the registered provider from now on. */
  switchToGlobal(): void {
    this.#provider = undefined;
  }

  getTracer(...args: TracerArguments): Tracer {
    return new SwitchableTracer(() => this.#provider ?? trace.getTracerProvider(), args);
  }
}

class SwitchableTracer implements Tracer {
  readonly #currentProvider: () => TracerProvider;
  readonly #args: TracerArguments;
  #provider: TracerProvider | undefined;
  #tracer: Tracer | undefined;

  constructor(currentProvider: () => TracerProvider, args: TracerArguments) {
    this.#currentProvider = currentProvider;
    this.#args = args;
  }

  startSpan(name: string, options?: SpanOptions, context?: Context): Span {
    return this.#current().startSpan(name, options, context);
  }

  readonly startActiveSpan = ((...args: Parameters<Tracer['startActiveSpan']>) =>
    this.#current().startActiveSpan(...args)) as Tracer['startActiveSpan'];

  #current(): Tracer {
    const provider = this.#currentProvider();
    if (this.#tracer === undefined || this.#provider !== provider) {
      this.#provider = provider;
      this.#tracer = provider.getTracer(...this.#args);
    }
    return this.#tracer;
  }
}
