import { diag, type Span } from '@opentelemetry/api';
import { BodyCapture } from './body-capture.js';
import { decodeBody } from './content-coding.js';
import type { CallEnd, CallObserver, ResponseHead } from './exchange.js';
import { type SpanWatcher, watchSpan } from './span-watch.js';
import type { Tap } from './tap.js';

/** `error.type` must be of low cardinality: names and codes are, texts are not. */
const ERROR_TYPE = /^[\w.-]{1,64}$/;

/**
 * One call in flight, from the start of its span to the end: collects what the observer wants to know. Nothing in here
 * may throw, for it runs inside the application's HTTP client.
 */
export class Call implements SpanWatcher {
  /** Who follows the call. */
  readonly tap: Tap;
  /** `undefined` when the call is over. */
  #observer: CallObserver | undefined;
  #head: ResponseHead | undefined;
  #capture: BodyCapture | undefined;
  #untapBody: (() => void) | undefined;
  #failure: unknown;
  #givenUp = false;
  #timedOut = false;

  constructor(span: Span, observer: CallObserver, tap: Tap) {
    this.tap = tap;
    this.#observer = observer;
    watchSpan(span, this);
  }

  get isOver(): boolean {
    return this.#observer === undefined;
  }

  onException(exception: unknown): void {
    this.#failure = exception;
  }

  onEnd(): void {
    const observer = this.#observer;
    if (observer === undefined) return;
    this.#observer = undefined;
    if (this.tap.group.active) this.#tell((end) => observer.onEnd(end));
    // Clients keep their requests for a while after the end, and this call with them.
    this.#head = undefined;
    this.#failure = undefined;
  }

  /** The head of a response is there; returns whether its body is wanted. */
  setHead(head: ResponseHead): boolean {
    // 1xx responses come before the final one (RFC 9110, section 15.2).
    const observer = this.#observer;
    if (observer === undefined || !this.tap.group.active || head.status < 200) return false;
    this.#head = head;
    this.#timedOut = false;
    try {
      const isWanted = observer.onHead(head);
      // The observer runs the user's code, which may disable the plugin, or end the span.
      return isWanted && this.tap.group.active && this.#observer !== undefined;
    } catch (error) {
      tell(error);
      return false;
    } finally {
      // An exception that was recorded until now, by the observer's hooks too, is not what ends the call.
      this.#failure = undefined;
    }
  }

  /** From now on the response's body is given to {@link addBody}, until `untapBody` is called. */
  startCapture(untapBody: () => void): void {
    this.#untapBody = untapBody;
    this.#capture = new BodyCapture(Math.min(this.tap.group.maxBodyBytes, this.tap.traits.mostBodyBytes));
    this.tap.group.addCapturing(this);
  }

  /** A part of the response's body arrived. */
  addBody(chunk: Uint8Array): void {
    this.#capture?.add(chunk);
    // Nobody may ever read the rest of a large body, so the call may never end: tell what is there.
    if (this.#capture?.full) this.#tell((end) => this.#observer?.onFull(end));
  }

  /** The client says why the call ends, before its span is told or without that. */
  fail(failure: unknown): void {
    this.#failure = failure;
  }

  /** The application itself ends the call: whatever error its client makes of that is no failure. */
  giveUp(): void {
    this.#givenUp = true;
  }

  /** The client has waited too long: should the call end without a response now, that is why. */
  timeOut(): void {
    this.#timedOut = true;
  }

  /** Does nothing with the body any more, and keeps nothing of it. */
  stopCapture(): void {
    if (this.#capture === undefined) return;
    this.#capture.release();
    this.#capture = undefined;
    this.#untapBody?.();
    this.#untapBody = undefined;
    this.tap.group.deleteCapturing(this);
  }

  /** Tells the observer, and is done with the body. */
  #tell(observe: (end: CallEnd) => void): void {
    try {
      observe(this.#end());
    } catch (error) {
      tell(error);
    } finally {
      this.stopCapture();
    }
  }

  #end(): CallEnd {
    const bytes = this.#capture?.bytes;
    const body = bytes && decodeBody(bytes, this.#head?.headers('content-encoding') ?? [], this.tap.group.maxBodyBytes);
    const failureType = this.#failure === undefined ? undefined : this.#errorType(this.#failure);
    return { head: this.#head, body, failure: this.#reason(), failureType };
  }

  #reason(): unknown {
    if (this.#timedOut && this.#failure !== undefined) return { name: 'TimeoutError', cause: this.#failure };
    return this.#givenUp ? undefined : this.#failure;
  }

  #errorType(failure: unknown): string {
    const type = String(this.tap.traits.errorTypeOf(failure ?? {}) || 'Error');
    return ERROR_TYPE.test(type) ? type : '_OTHER';
  }
}

function tell(error: unknown): void {
  diag.error('vendor-errors: a call could not be read, it goes on without vendor attributes', error);
}
