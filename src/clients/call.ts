import { diag, type Span } from '@opentelemetry/api';
import { callBefore } from '../common/call-before.js';
import { setTimeout } from '../common/timers.js';
import { connectFailure, isAbort } from '../normalize/network-failure.js';
import { BodyCapture } from './body-capture.js';
import type { CallGroup } from './call-group.js';
import { decodeBody } from './content-coding.js';
import type { CallEnd, CallObserver, ResponseHead } from './exchange.js';

/** The differences between clients. */
export interface ClientTraits {
  /** The `error.type` that the client's HTTP instrumentation sets for a failure; `undefined` if it sets none. */
  readonly errorTypeOf: (failure: { readonly code?: unknown; readonly name?: unknown }) => unknown;
  /** How much of an unread body the client reads from its socket. The plugin does not wait for more. */
  readonly maxBodyBytes: number;
}

/** `error.type` must have low cardinality, so it contains names and codes but no texts. */
const ERROR_TYPE = /^[\w.-]{1,64}$/;

/**
 * One call in flight, from its request to its end. It collects the data for the observer. It must not throw, because it
 * runs inside the application's HTTP client.
 */
export class Call {
  readonly #group: CallGroup;
  readonly #traits: ClientTraits;
  /** `undefined` if the call is ignored, or has nothing left to observe. */
  #observer: CallObserver | undefined;
  #isOver = false;
  #head: ResponseHead | undefined;
  #capture: BodyCapture | undefined;
  #failure: unknown;
  /** The client could not connect. */
  #isUnconnected = false;
  /** The application has aborted the call, without a reason or after a timeout. */
  #aborted: 'without a reason' | 'after a timeout' | undefined;
  #timedOut = false;
  /** The timeout was reported in this turn of the event loop. */
  #isTimingOut = false;
  #unwatchSpan: (() => void) | undefined;
  /** Restore the methods of the client's objects. */
  #restoreRequest: (() => void) | undefined;
  #restoreResponse: (() => void) | undefined;
  #restoreBody: (() => void) | undefined;

  constructor(observer: CallObserver, group: CallGroup, traits: ClientTraits) {
    this.#observer = observer;
    this.#group = group;
    this.#traits = traits;
    group.add(this);
  }

  /**
   * Completes the span right before it ends. Instrumentations end their spans inside subscribers of diagnostics channels,
   * for small bodies before the application's `await` returns.
   *
   * @param isComplete - Whether the response has arrived completely, because instrumentations may end the span right before
   * the plugin receives the event.
   */
  watchSpan(span: Span, isComplete: () => boolean): void {
    const unwatch = callBefore(span, 'end', () => {
      unwatch();
      if (this.#failure !== undefined || isComplete()) this.end();
      this.#notify((observer, end) => observer.onSpanEnd(end));
      this.#unwatchSpan = undefined;
      if (this.#isOver) this.#forget();
    });
    this.#unwatchSpan = unwatch;
  }

  /** Adds a function that restores the request's methods when the call ends. */
  watchRequest(restore: () => void): void {
    this.#restoreRequest = restore;
  }

  /** Adds a function that restores the response's methods when the call ends. */
  watchResponse(restore: () => void): void {
    if (this.#isOver) restore();
    else this.#restoreResponse = restore;
  }

  /** Reports the head of a response. Returns whether its body is wanted. */
  setHead(head: ResponseHead): boolean {
    // 1xx responses precede the final one (RFC 9110, section 15.2).
    const observer = this.#observer;
    if (observer === undefined || this.#isOver || head.status < 200) return false;
    this.#head = head;
    this.#timedOut = false;
    try {
      const isWanted = observer.onHead(head);
      // The observer runs the user's code, which may disable the plugin or end the call.
      return isWanted && this.#observer !== undefined && !this.#isOver;
    } catch (error) {
      reportUnread(error);
      return false;
    }
  }

  /** From now on, the response's body is passed to {@link addBody}, until `restoreBody` is called. */
  startCapture(restoreBody: () => void): void {
    this.#restoreBody = restoreBody;
    this.#capture = new BodyCapture(Math.min(this.#group.maxBodyBytes, this.#traits.maxBodyBytes));
  }

  /** A part of the response's body arrived. */
  addBody(chunk: Uint8Array): void {
    this.#capture?.add(chunk);
    if (!this.#capture?.full) return;
    // Report the captured part, because the rest of a large body may never be read and the call may never end.
    this.#notify((observer, end) => observer.onFull(end));
    this.#stopCapture();
  }

  /** Reports the reason of the end, before the call ends. */
  fail(failure: unknown): void {
    this.#failure = failure;
    // axios destroys the socket of the request.
    if (this.#isTimingOut) this.#aborted = 'after a timeout';
  }

  /** Reports that the client could not connect, before the call ends. */
  failToConnect(reason: unknown): void {
    this.#isUnconnected = true;
    this.fail(reason);
  }

  /**
   * The application ends the call. The error of its client is not a failure, unless the application has waited too
   * long.
   */
  giveUp(reason: unknown): void {
    if (this.#timedOut && !isAbort(reason ?? {})) this.#aborted = 'after a timeout';
    else if (reason === undefined || reason === null) this.#aborted = 'without a reason';
  }

  /** The client has waited too long for the response. If the application ends the call now, this is the reason. */
  timeOut(): void {
    this.#timedOut = true;
    this.#isTimingOut = true;
    setTimeout(() => {
      this.#isTimingOut = false;
    }, 0).unref();
  }

  /** The call has ended; its span may end later. */
  end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#notify((observer, end) => observer.onEnd(end));
    this.#stopCapture();
    this.#restoreMethods();
    this.#group.delete(this);
    if (this.#unwatchSpan === undefined) this.#forget();
  }

  /** Stops following the call. */
  leave(): void {
    this.#isOver = true;
    this.#forget();
    this.#stopCapture();
    this.#unwatchSpan?.();
    this.#unwatchSpan = undefined;
    this.#restoreMethods();
  }

  #restoreMethods(): void {
    this.#restoreRequest?.();
    this.#restoreRequest = undefined;
    this.#restoreResponse?.();
    this.#restoreResponse = undefined;
  }

  /** Release everything, because clients keep their requests, and with them this call, for a while after the end. */
  #forget(): void {
    this.#observer = undefined;
    this.#head = undefined;
    this.#failure = undefined;
  }

  #stopCapture(): void {
    this.#capture?.release();
    this.#capture = undefined;
    this.#restoreBody?.();
    this.#restoreBody = undefined;
  }

  #notify(notify: (observer: CallObserver, end: CallEnd) => void): void {
    const observer = this.#observer;
    if (observer === undefined) return;
    try {
      notify(observer, this.#end());
    } catch (error) {
      reportUnread(error);
    }
  }

  #end(): CallEnd {
    const bytes = this.#capture?.bytes;
    const body = bytes && decodeBody(bytes, this.#head?.headers('content-encoding') ?? [], this.#group.maxBodyBytes);
    const failureType = this.#failure === undefined ? undefined : this.#errorType(this.#failure);
    return { head: this.#head, body, failure: this.#reason(), failureType };
  }

  #reason(): unknown {
    if (this.#aborted === 'after a timeout') return { name: 'TimeoutError', cause: this.#failure };
    if (this.#aborted !== undefined) return undefined;
    return this.#isUnconnected ? connectFailure(this.#failure) : this.#failure;
  }

  #errorType(failure: unknown): string | undefined {
    const type = this.#traits.errorTypeOf(failure ?? {});
    if (type === undefined) return undefined;
    return ERROR_TYPE.test(String(type)) ? String(type) : '_OTHER';
  }
}

function reportUnread(error: unknown): void {
  diag.error('vendor-errors: a call could not be read; it continues without vendor attributes', error);
}
