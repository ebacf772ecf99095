import type { HeaderValues } from '../common/headers.js';
import type { StartedSpan } from '../spans/client-spans.js';

/** An outgoing request before it is sent. */
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

/** How a call ended, or its state so far. */
export interface CallEnd {
  /** `undefined` if no final response arrived. */
  readonly head: ResponseHead | undefined;
  /**
   * The decoded body of the response, as far as it arrived and was wanted. Do not keep it, because its memory is
   * reused.
   */
  readonly body: Uint8Array | undefined;
  /** The reason why the call did not complete, if any: a network error, a timeout, or the application's abort. */
  readonly failure: unknown;
  /** The `error.type` that HTTP instrumentations report for the failure. */
  readonly failureType: string | undefined;
}

/** Follows one call. Its methods may throw; the caller catches the errors. */
export interface CallObserver {
  /** Receives the head of the response. Returns whether its body is wanted. */
  onHead(head: ResponseHead): boolean;
  /** The capture of the body has ended, although the call continues and may last long. */
  onFull(end: CallEnd): void;
  /**
   * The span of the call is about to end. The call may continue, because some SDKs end their span with the response's
   * head.
   */
  onSpanEnd(end: CallEnd): void;
  /** The call has ended. After `onFull`, there is no body. */
  onEnd(end: CallEnd): void;
}

/** Decides which calls are followed. It is the only link between the HTTP clients and the recording of their calls. */
export interface CallListener {
  /** Whether calls to this origin are followed. */
  watches(origin: string): boolean;
  /** A call to a watched origin begins, in the context in which the application makes it. */
  onRequest(request: OutgoingRequest, span: StartedSpan | undefined): CallObserver;
}
