import type { Span } from '@opentelemetry/api';
import { Call, type CallSettings } from './call.js';
import { DoubleTracingCheck } from './double-tracing.js';
import type { CallListener } from './exchange.js';
import { rawHeaderValues } from './raw-headers.js';
import { restore } from './span-watch.js';
import type { Tap } from './tap.js';

/** The parts of undici's own request object that are used here; it is the same in every version of undici and fetch. */
interface UndiciRequest {
  readonly origin: string | URL;
  readonly method: string;
  readonly path: string;
  readonly headers?: unknown;
  /** undici 5 to 7 */
  onData?: BodyHandler;
  /** undici 8 */
  onResponseData?: BodyHandler;
}

type BodyHandler = (chunk: Uint8Array) => unknown;

/** A request with its response as undici's diagnostics channel has it. */
interface UndiciExchange {
  readonly request: UndiciRequest;
  readonly response: { readonly statusCode: number; readonly headers: unknown };
}

/** Follows the calls of undici and fetch, by the hooks of `UndiciInstrumentation`. */
export class UndiciTap implements Tap {
  readonly #listener: CallListener;
  readonly #settings: CallSettings;
  readonly #calls = new WeakMap<UndiciRequest, Call>();
  readonly #doubleTracing = new DoubleTracingCheck();

  constructor(listener: CallListener, settings: CallSettings) {
    this.#listener = listener;
    this.#settings = settings;
  }

  onRequest(span: Span, request: UndiciRequest): void {
    if (!this.#settings.active) return;
    if (this.#calls.has(request)) {
      this.#doubleTracing.tell();
      return;
    }
    const { origin, method, path } = request;
    const observer = this.#listener.onRequest(span, {
      origin: typeof origin === 'string' ? origin : origin.origin,
      method,
      target: path,
      headers: rawHeaderValues(request.headers),
    });
    if (observer !== undefined) this.#calls.set(request, new Call(span, observer, this.#settings, errorType));
  }

  onResponse(span: Span, { request, response }: UndiciExchange): void {
    const call = this.#calls.get(request);
    if (call === undefined) return;
    this.#doubleTracing.check(span, rawHeaderValues(request.headers));
    const wanted = call.setHead({ status: response.statusCode, headers: rawHeaderValues(response.headers) });
    if (wanted) tapBody(request, call);
  }
}

/**
 * Copies the body on its way from the socket to the application, by a method in front of this one request's own.
 * Nothing is cloned, teed or consumed; back-pressure and order stay as they are.
 */
function tapBody(request: UndiciRequest, call: Call): void {
  const method = typeof request.onResponseData === 'function' ? 'onResponseData' : 'onData';
  const original = request[method];
  if (typeof original !== 'function') return;
  request[method] = function tapped(this: UndiciRequest, chunk: Uint8Array): unknown {
    if (!call.addBody(chunk) && request[method] === tapped) restore(request, method, original);
    return original.call(this, chunk);
  };
}

/** As `UndiciInstrumentation` says it. */
function errorType({ code, name }: { readonly code?: unknown; readonly name?: unknown }): unknown {
  return code || name;
}
