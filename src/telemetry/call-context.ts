import { type Context, ROOT_CONTEXT, type Span, trace } from '@opentelemetry/api';

/**
 * The context of a call. Never the active one: in the callbacks of a kept-alive socket that is the context of the
 * request that opened the socket. It is made when somebody looks into it, for metrics take one with every record and
 * hardly ever look.
 */
export class CallContext implements Context {
  readonly #span: Span;
  #made: Context | undefined;

  constructor(span: Span) {
    this.#span = span;
  }

  getValue(key: symbol): unknown {
    return this.#context.getValue(key);
  }

  setValue(key: symbol, value: unknown): Context {
    return this.#context.setValue(key, value);
  }

  deleteValue(key: symbol): Context {
    return this.#context.deleteValue(key);
  }

  get #context(): Context {
    this.#made ??= trace.setSpan(ROOT_CONTEXT, this.#span);
    return this.#made;
  }
}
