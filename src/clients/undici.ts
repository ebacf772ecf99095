import { callBefore } from '../common/call-before.js';
import { namedOriginOf } from '../common/named-origin.js';
import type { ClientSpans } from '../spans/client-spans.js';
import { originOf, type UndiciTarget } from '../spans/undici-request.js';
import { Call, type ClientTraits } from './call.js';
import { listen } from './channels.js';
import type { Followers } from './followers.js';
import { rawHeaderValues } from './raw-headers.js';

/**
 * The property of a request with its call. It is faster than a `WeakMap`. A request may be kept for long, but its call
 * is then empty.
 */
const CALL = Symbol('vendor-errors.call');

/**
 * The parts of undici's own request object that are used here. They are the same in all versions of undici and fetch.
 */
interface UndiciRequest extends UndiciTarget {
  readonly headers?: unknown;
  /** Whether the response has arrived completely. It is set before `undici:request:trailers` is published. */
  readonly completed?: boolean;
  /** The protocol of the upgrade, for example `websocket`. */
  readonly upgrade?: unknown;
  /** undici 5 to 7 */
  onData?: Method<Uint8Array>;
  onError?: Method<unknown>;
  onUpgrade?: Method<unknown>;
  /** undici 8 */
  onResponseData?: Method<Uint8Array>;
  onResponseError?: Method<unknown>;
  onRequestUpgrade?: Method<unknown>;
  [CALL]?: Call;
}

type Method<Argument> = (argument: Argument, ...rest: never[]) => unknown;

interface RequestMessage {
  readonly request: UndiciRequest;
}

interface HeadersMessage extends RequestMessage {
  readonly response: { readonly statusCode: number; readonly headers: unknown };
}

interface ConnectErrorMessage {
  readonly error: unknown;
}

interface ErrorMessage extends RequestMessage {
  readonly error: unknown;
}

/** Follows the calls of undici and fetch, through undici's diagnostics channels. */
export class UndiciCalls {
  readonly #followers: Followers;
  readonly #spans: ClientSpans;
  /** The reasons why clients could not connect, which then are the errors of their requests. */
  readonly #connectErrors = new WeakSet<object>();

  constructor(followers: Followers, spans: ClientSpans) {
    this.#followers = followers;
    this.#spans = spans;
  }

  /** Listens to the rest of a call. The call begins in {@link onCreate}. */
  listen(): () => void {
    const stops = [
      listen('undici:request:headers', (message: HeadersMessage) => this.#onHeaders(message)),
      listen('undici:request:trailers', ({ request }: RequestMessage) => request[CALL]?.end()),
      listen('undici:request:error', ({ request, error }: ErrorMessage) => {
        this.#fail(request[CALL], error);
        request[CALL]?.end();
      }),
      listen('undici:client:connectError', ({ error }: ConnectErrorMessage) => {
        if (typeof error === 'object' && error !== null) this.#connectErrors.add(error);
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }

  readonly onCreate = ({ request }: RequestMessage): void => {
    const { method, path } = request;
    const spanOrigin = originOf(request);
    const origin = this.#followers.originOf(namedOriginOf(request.host, spanOrigin), spanOrigin);
    const follower = this.#followers.find(origin);
    // A tunnel through a proxy is not a call.
    if (follower === undefined || method === 'CONNECT') return;
    const span = this.#spans.take({ method, origin: spanOrigin, isUndici: true });
    const { listener, group } = follower;
    const headers = (name: string) => rawHeaderValues(request.headers, name);
    const call = new Call(listener.onRequest({ origin, method, target: path, headers }, span), group, TRAITS);
    request[CALL] = call;
    // On the channel, instrumentations may receive an error before the plugin, and end the span.
    const restoreError = callBefore(request, request.onError ? 'onError' : 'onResponseError', (error) =>
      this.#fail(call, error),
    );
    call.watchRequest(request.upgrade ? watchUpgrade(request, call, restoreError) : restoreError);
    if (span !== undefined) call.watchSpan(span.span, () => request.completed === true);
  };

  #fail(call: Call | undefined, error: unknown): void {
    if (this.#connectErrors.has(error as object)) call?.failure.failToConnect(error);
    else call?.failure.fail(error);
  }

  #onHeaders({ request, response }: HeadersMessage): void {
    const call = request[CALL];
    if (call === undefined) return;
    let { headers } = response;
    const head = { status: response.statusCode, headers: (name: string) => rawHeaderValues(headers, name) };
    if (!call.setHead(head)) return;
    // Copy the headers, because interceptors change them: `decompress` removes content-encoding.
    headers = Array.isArray(headers) ? headers.slice() : { ...(headers as object) };
    // Nothing is cloned, teed or consumed. Back-pressure and order are unchanged.
    call.startCapture(
      callBefore(request, request.onData ? 'onData' : 'onResponseData', (chunk) => call.addBody(chunk)),
    );
  }
}

/**
 * Ends the call with the upgrade, because undici 5 and the `WebSocket` of Node.js 22 and 24 publish no further events.
 */
function watchUpgrade(request: UndiciRequest, call: Call, restoreError: () => void): () => void {
  const restoreUpgrade = callBefore(request, request.onUpgrade ? 'onUpgrade' : 'onRequestUpgrade', () => call.end());
  return () => {
    restoreUpgrade();
    restoreError();
  };
}

const TRAITS: ClientTraits = {
  /** The same as in `UndiciInstrumentation`, which prefers an error's code and does not treat an abort as an error. */
  errorTypeOf: ({ code, name }) => (name === 'AbortError' ? undefined : code || name || 'Error'),
  /** undici reads 128 KiB of an unread body, twice the default limit. */
  maxBodyBytes: Number.POSITIVE_INFINITY,
};
