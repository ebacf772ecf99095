import type { Span } from '@opentelemetry/api';
import { Call, type CallSettings } from './call.js';
import { DoubleTracingCheck } from './double-tracing.js';
import type { CallListener } from './exchange.js';
import { restore } from './span-watch.js';
import { undiciHeaderValues } from './undici-headers.js';

/** The parts of undici's own request object that are used here; it is the same in every version of undici and fetch. */
export interface UndiciRequest {
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

/** The response as undici's diagnostics channel has it. */
export interface UndiciResponse {
  readonly statusCode: number;
  /** Names and values in turn; on HTTP/2 undici 8 gives a plain object. */
  readonly headers: unknown;
}

/** Follows the calls of undici and fetch by the two hooks of `UndiciInstrumentation`. */
export class UndiciTap {
  readonly #listener: CallListener;
  readonly #settings: CallSettings;
  readonly #calls = new WeakMap<UndiciRequest, Call>();
  readonly #doubleTracing = new DoubleTracingCheck();

  constructor(listener: CallListener, settings: CallSettings) {
    this.#listener = listener;
    this.#settings = settings;
  }

  /** For `UndiciInstrumentation`'s `requestHook`: the span has begun, the request has not been sent. */
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
      path: path.split(/[?#]/, 1)[0] as string,
    });
    if (observer !== undefined) this.#calls.set(request, new Call(span, observer, this.#settings));
  }

  /** For `UndiciInstrumentation`'s `responseHook`: the headers are in, the first byte of the body is not. */
  onResponse(span: Span, request: UndiciRequest, response: UndiciResponse): void {
    const call = this.#calls.get(request);
    if (call === undefined) return;
    this.#doubleTracing.check(span, request.headers);
    const wanted = call.setHead({ status: response.statusCode, headers: undiciHeaderValues(response.headers) });
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
