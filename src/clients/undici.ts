import type { Span } from '@opentelemetry/api';
import { Call } from './call.js';
import type { CallGroup } from './call-group.js';
import { DoubleTracingCheck } from './double-tracing.js';
import type { CallListener } from './exchange.js';
import { rawHeaderValues } from './raw-headers.js';
import type { ClientTraits, Tap } from './tap.js';
import { tellOfTwoPlugins } from './two-plugins.js';

/**
 * Where a request has its call: faster than a `WeakMap`. A request may be kept for long, its call is empty then. One for
 * all taps, so that two plugins see each other's calls.
 */
const CALL = Symbol('vendor-errors.call');

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
  [CALL]?: Call;
}

type BodyHandler = (chunk: Uint8Array) => unknown;

/** A request with its response as undici's diagnostics channel has it. */
interface UndiciExchange {
  readonly request: UndiciRequest;
  readonly response: { readonly statusCode: number; readonly headers: unknown };
}

/** Follows the calls of undici and fetch, by the hooks of `UndiciInstrumentation`. */
export class UndiciTap implements Tap {
  readonly group: CallGroup;
  readonly traits = traits;
  readonly #listener: CallListener;
  readonly #doubleTracing: DoubleTracingCheck;

  constructor(listener: CallListener, group: CallGroup) {
    this.group = group;
    this.#listener = listener;
    this.#doubleTracing = new DoubleTracingCheck(group);
  }

  onRequest(span: Span, request: UndiciRequest): void {
    if (!this.group.active) return;
    const { method, path } = request;
    const origin = typeof request.origin === 'string' ? request.origin : request.origin.origin;
    const known = request[CALL];
    if (known?.tap.group.active) {
      if (known.tap.group === this.group) this.#doubleTracing.tell();
      else if (this.#listener.watches(origin)) tellOfTwoPlugins(this.group, origin);
      return;
    }
    const observer = this.#listener.onRequest(span, {
      origin,
      method,
      target: path,
      // Later, for most hosts are no vendor's.
      headers: (name) => rawHeaderValues(request.headers, name),
    });
    if (observer !== undefined) request[CALL] = new Call(span, observer, this);
  }

  onResponse(span: Span, { request, response }: UndiciExchange): void {
    const call = request[CALL];
    if (call?.tap !== this) return;
    this.#doubleTracing.check(span, request);
    let { headers } = response;
    const head = { status: response.statusCode, headers: (name: string) => rawHeaderValues(headers, name) };
    if (!call.setHead(head)) return;
    // A copy, for interceptors change them: `decompress` takes content-encoding out.
    headers = Array.isArray(headers) ? headers.slice() : { ...(headers as object) };
    call.startCapture(tapBody(request, call));
  }
}

/**
 * Copies the body on its way from the socket to the application, by a method in front of this one request's own.
 * Nothing is cloned, teed or consumed; back-pressure and order stay as they are.
 */
function tapBody(request: UndiciRequest, call: Call): () => void {
  const method = typeof request.onResponseData === 'function' ? 'onResponseData' : 'onData';
  const original = request[method];
  if (typeof original !== 'function') return () => {};
  function tapped(this: UndiciRequest, chunk: Uint8Array): unknown {
    call.addBody(chunk);
    return (original as BodyHandler).call(this, chunk);
  }
  request[method] = tapped;
  return () => {
    if (request[method] === tapped) request[method] = original;
  };
}

/** `UndiciInstrumentation` prefers an error's code; a body nobody reads goes on to 128 KiB, twice the default cap. */
const traits: ClientTraits = { errorTypeOf: ({ code, name }) => code || name, mostBodyBytes: Number.POSITIVE_INFINITY };
