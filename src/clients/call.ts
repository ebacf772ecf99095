import { diag, type Span } from '@opentelemetry/api';
import { callBefore } from '../common/call-before.js';
import { BodyCapture } from './body-capture.js';
import { CallFailure, type ErrorTypeOf } from './call-failure.js';
import type { CallGroup } from './call-group.js';
import { decodeBody } from './content-coding.js';
import type { CallEnd, CallObserver, ResponseHead } from './exchange.js';

/** The differences between clients. */
export interface ClientTraits {
  readonly errorTypeOf: ErrorTypeOf;
  /** How much of an unread body the client reads from its socket. The plugin does not wait for more. */
  readonly maxBodyBytes: number;
}

/**
 * One call in flight, from its request to its end. It collects the data for the observer. It must not throw, because it
 * runs inside the application's HTTP client.
 */
export class Call {
  readonly failure: CallFailure;
  readonly #group: CallGroup;
  readonly #traits: ClientTraits;
  /** `undefined` if the call is ignored, or has nothing left to observe. */
  #observer: CallObserver | undefined;
  #isOver = false;
  #head: ResponseHead | undefined;
  #capture: BodyCapture | undefined;
  #unwatchSpan: (() => void) | undefined;
  /** Restore the methods of the client's objects. */
  #restoreRequest: (() => void) | undefined;
  #restoreResponse: (() => void) | undefined;
  #restoreBody: (() => void) | undefined;

  constructor(observer: CallObserver, group: CallGroup, traits: ClientTraits) {
    this.#observer = observer;
    this.#group = group;
    this.#traits = traits;
    this.failure = new CallFailure(traits.errorTypeOf);
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
      if (this.failure.isKnown || isComplete()) this.end();
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
    this.failure.onHead();
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
    this.failure.forget();
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
    return { head: this.#head, body, failure: this.failure.reason, failureType: this.failure.type };
  }
}

function reportUnread(error: unknown): void {
  diag.error('vendor-errors: a call could not be read; it continues without vendor attributes', error);
}
