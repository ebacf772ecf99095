import { diag, type Span } from '@opentelemetry/api';
import { isAbort } from '../normalize/network-failure.js';
import { watchSpanEnd } from '../spans/span-end.js';
import { BodyCapture } from './body-capture.js';
import type { CallGroup } from './call-group.js';
import { decodeBody } from './content-coding.js';
import type { CallEnd, CallObserver, ResponseHead } from './exchange.js';

/** What differs from client to client. */
export interface ClientTraits {
  /** Names a failure as the client's HTTP instrumentation does in `error.type`; `undefined` if that sets none. */
  readonly errorTypeOf: (failure: { readonly code?: unknown; readonly name?: unknown }) => unknown;
  /** How much of an unread body the client takes from its socket: it is no use to wait for more. */
  readonly maxBodyBytes: number;
}

/** `error.type` must be of low cardinality: names and codes are, texts are not. */
const ERROR_TYPE = /^[\w.-]{1,64}$/;

/**
 * One call in flight, from its request to its end: collects what the observer wants to know. Nothing in here may throw,
 * for it runs inside the application's HTTP client.
 */
export class Call {
  readonly #group: CallGroup;
  readonly #traits: ClientTraits;
  /** `undefined` if the call is left alone, or nothing of it is left to observe. */
  #observer: CallObserver | undefined;
  #isOver = false;
  #head: ResponseHead | undefined;
  #capture: BodyCapture | undefined;
  #failure: unknown;
  /** The application has ended the call, without a reason or because it has waited too long. */
  #givenUp: 'without a reason' | 'after a timeout' | undefined;
  #timedOut = false;
  /** The timeout was reported in this turn of the event loop. */
  #isTimingOut = false;
  #unwatchSpan: (() => void) | undefined;
  /** Give the client's objects their methods back. */
  #restoreRequest: (() => void) | undefined;
  #restoreBody: (() => void) | undefined;

  constructor(observer: CallObserver, group: CallGroup, traits: ClientTraits) {
    this.#observer = observer;
    this.#group = group;
    this.#traits = traits;
    group.add(this);
  }

  /**
   * @param isComplete - Whether the response has come completely: instrumentations may end the span right before the plugin
   * hears of that.
   */
  watchSpan(span: Span, isComplete: () => boolean): void {
    this.#unwatchSpan = watchSpanEnd(span, () => {
      if (this.#failure !== undefined || isComplete()) this.end();
      this.#notify((observer, end) => observer.onSpanEnd(end));
      this.#unwatchSpan = undefined;
      if (this.#isOver) this.#forget();
    });
  }

  /** Takes a function that gives the request's methods back when the call is over. */
  watchRequest(restore: () => void): void {
    this.#restoreRequest = restore;
  }

  /** The head of a response is there; returns whether its body is wanted. */
  setHead(head: ResponseHead): boolean {
    // 1xx responses come before the final one (RFC 9110, section 15.2).
    const observer = this.#observer;
    if (observer === undefined || this.#isOver || head.status < 200) return false;
    this.#head = head;
    this.#timedOut = false;
    try {
      const isWanted = observer.onHead(head);
      // The observer runs the user's code, which may disable the plugin, or end the call.
      return isWanted && this.#observer !== undefined && !this.#isOver;
    } catch (error) {
      reportUnread(error);
      return false;
    }
  }

  /** From now on the response's body is given to {@link addBody}, until `restoreBody` is called. */
  startCapture(restoreBody: () => void): void {
    this.#restoreBody = restoreBody;
    this.#capture = new BodyCapture(Math.min(this.#group.maxBodyBytes, this.#traits.maxBodyBytes));
  }

  /** A part of the response's body arrived. */
  addBody(chunk: Uint8Array): void {
    this.#capture?.add(chunk);
    if (!this.#capture?.full) return;
    // Nobody may ever read the rest of a large body, so the call may never end: report what is there.
    this.#notify((observer, end) => observer.onFull(end));
    this.#stopCapture();
  }

  /** The client reports why the call ends, before it ends. */
  fail(failure: unknown): void {
    this.#failure = failure;
    // axios destroys the socket below the request.
    if (this.#isTimingOut) this.#givenUp = 'after a timeout';
  }

  /**
   * The application itself ends the call. An error that its client makes of that is no failure, unless the application
   * ends the call because it has waited too long.
   */
  giveUp(reason: unknown): void {
    if (this.#timedOut && !isAbort(reason ?? {})) this.#givenUp = 'after a timeout';
    else if (reason === undefined || reason === null) this.#givenUp = 'without a reason';
  }

  /** The client has waited too long for the response: if the application ends the call now, that is why. */
  timeOut(): void {
    this.#timedOut = true;
    this.#isTimingOut = true;
    setTimeout(() => {
      this.#isTimingOut = false;
    }, 0).unref();
  }

  /** The call is over; its span may end later. */
  end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#notify((observer, end) => observer.onEnd(end));
    this.#stopCapture();
    this.#restoreRequest?.();
    this.#restoreRequest = undefined;
    this.#group.delete(this);
    if (this.#unwatchSpan === undefined) this.#forget();
  }

  /** Does nothing with the call any more. */
  leave(): void {
    this.#isOver = true;
    this.#forget();
    this.#stopCapture();
    this.#unwatchSpan?.();
    this.#unwatchSpan = undefined;
    this.#restoreRequest?.();
    this.#restoreRequest = undefined;
  }

  /** Clients keep their requests for a while after the end, and this call with them. */
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
    if (this.#givenUp === 'after a timeout') return { name: 'TimeoutError', cause: this.#failure };
    return this.#givenUp === undefined ? this.#failure : undefined;
  }

  #errorType(failure: unknown): string | undefined {
    const type = this.#traits.errorTypeOf(failure ?? {});
    if (type === undefined) return undefined;
    return ERROR_TYPE.test(String(type)) ? String(type) : '_OTHER';
  }
}

function reportUnread(error: unknown): void {
  diag.error('vendor-errors: a call could not be read, it goes on without vendor attributes', error);
}
