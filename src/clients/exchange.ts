import type { HeaderValues } from '../common/headers.js';
import type { StartedSpan } from '../spans/client-spans.js';

/** An outgoing request, as far as it is known before it is sent. */
export interface OutgoingRequest {
  /** For example `https://api.example.com:8443`. */
  readonly origin: string;
  readonly method: string;
  /** The path and the query. */
  readonly target: string;
  readonly headers: HeaderValues;
}

/** The head of a final response. */
export interface ResponseHead {
  readonly status: number;
  readonly headers: HeaderValues;
}

/** How a call ended, or how far it has come. */
export interface CallEnd {
  /** `undefined` if no final response came. */
  readonly head: ResponseHead | undefined;
  /**
   * The response's body as the server meant it, as far as it came and was wanted. Not to be kept: its memory is used
   * again.
   */
  readonly body: Uint8Array | undefined;
  /** What kept the call from completing, if anything did: a network error, a timeout, the application's abort. */
  readonly failure: unknown;
  /** The failure as HTTP instrumentations report it in `error.type`. */
  readonly failureType: string | undefined;
}

/** Follows one call. Its methods may throw: whoever calls them catches that. */
export interface CallObserver {
  /** The response's head is there; returns whether its body is wanted. */
  onHead(head: ResponseHead): boolean;
  /** No more of the body will be captured although the call goes on, and may go on for long. */
  onFull(end: CallEnd): void;
  /** The span of the call ends right after. The call itself may go on: some SDKs end their span with the response's head. */
  onSpanEnd(end: CallEnd): void;
  /** The call is over. After `onFull` there is no body any more. */
  onEnd(end: CallEnd): void;
}

/** Decides which calls are followed: the one link between the HTTP clients and what is done with their calls. */
export interface CallListener {
  /** Whether calls to this origin are followed. */
  watches(origin: string): boolean;
  /** A call to a watched origin begins, in the context in which the application makes it. */
  onRequest(request: OutgoingRequest, span: StartedSpan | undefined): CallObserver;
}
