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
 * Stands in front of a tracer provider that may be replaced later. Whoever has a tracer by then, such as the
 * instrumentations of the SDK that comes later, uses the new provider through it.
 */
export class SwitchableTracers implements TracerProvider {
  #provider: TracerProvider | undefined;

  constructor(provider: TracerProvider) {
    this.#provider = provider;
  }

  /** Uses whatever provider is registered from now on. */
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
