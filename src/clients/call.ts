import { diag, type Span } from '@opentelemetry/api';
import { BodyCapture } from './body-capture.js';
import { decodeBody } from './content-coding.js';
import type { CallEnd, CallObserver, ResponseHead } from './exchange.js';
import { watchSpan } from './span-watch.js';

/** What the calls of one client have in common, and whether anything may still be done with them. */
export interface CallSettings {
  readonly maxBodyBytes: number;
  /** `false` from the moment on at which the instrumentation is disabled. */
  active: boolean;
}

/** Says a failure as the client's HTTP instrumentation does in `error.type`. */
export type ErrorTypeOf = (failure: { readonly code?: unknown; readonly name?: unknown }) => unknown;

/** `error.type` must be of low cardinality: names and codes are, texts are not. */
const ERROR_TYPE = /^[\w.-]{1,64}$/;

/**
 * One call in flight, from the start of its span to the end: collects what the observer wants to know. Nothing in here
 * may throw, for it runs inside the application's HTTP client.
 */
export class Call {
  readonly #observer: CallObserver;
  readonly #settings: CallSettings;
  readonly #errorTypeOf: ErrorTypeOf;
  #head: ResponseHead | undefined;
  #capture: BodyCapture | undefined;
  #failure: unknown;
  #givenUp = false;
  #timedOut = false;
  #done = false;

  constructor(span: Span, observer: CallObserver, settings: CallSettings, errorTypeOf: ErrorTypeOf) {
    this.#observer = observer;
    this.#settings = settings;
    this.#errorTypeOf = errorTypeOf;
    watchSpan(span, {
      onException: (exception) => {
        this.#failure = exception;
      },
      onEnd: () => this.#finish(),
    });
  }

  /** The head of a response is there. @returns whether its body is to be given to {@link addBody}. */
  setHead(head: ResponseHead): boolean {
    // 1xx responses come before the final one (RFC 9110, section 15.2).
    if (this.#done || !this.#settings.active || head.status < 200) return false;
    return this.#guard(() => {
      this.#head = head;
      // An exception that was recorded before this response is not what ends the call.
      this.#failure = undefined;
      this.#capture = this.#observer.onHead(head) ? new BodyCapture(this.#settings.maxBodyBytes) : undefined;
      return this.#capture !== undefined;
    }, false);
  }

  /** A part of the response's body arrived. @returns whether more is wanted. */
  addBody(chunk: Uint8Array): boolean {
    const capture = this.#capture;
    if (capture === undefined || !this.#settings.active) return false;
    return this.#guard(() => {
      capture.add(chunk);
      if (!capture.full) return true;
      // Nobody may ever read the rest of a large body, so the call may never end: tell what is there.
      this.#capture = undefined;
      this.#observer.onFull(this.#end(capture));
      return false;
    }, false);
  }

  /** The application itself ends the call: whatever error its client makes of that is no failure. */
  giveUp(): void {
    this.#givenUp = true;
  }

  /** The client has waited too long: should the call end without a response now, that is why. */
  timeOut(): void {
    this.#timedOut = true;
  }

  #finish(): void {
    const capture = this.#capture;
    this.#capture = undefined;
    this.#done = true;
    if (!this.#settings.active) capture?.release();
    else this.#guard(() => this.#observer.onEnd(this.#end(capture)), undefined);
  }

  #end(capture: BodyCapture | undefined): CallEnd {
    const bytes = capture?.release();
    const body = bytes && decodeBody(bytes, this.#head?.headers('content-encoding') ?? [], this.#settings.maxBodyBytes);
    const failureType = this.#failure === undefined ? undefined : this.#errorType(this.#failure);
    return { head: this.#head, body, failure: this.#reason(), failureType };
  }

  #reason(): unknown {
    if (this.#timedOut && this.#failure !== undefined) return { name: 'TimeoutError', cause: this.#failure };
    return this.#givenUp ? undefined : this.#failure;
  }

  #errorType(failure: unknown): string {
    const type = String(this.#errorTypeOf(failure ?? {}) || 'Error');
    return ERROR_TYPE.test(type) ? type : '_OTHER';
  }

  #guard<T>(work: () => T, fallback: T): T {
    try {
      return work();
    } catch (error) {
      diag.error('vendor-errors: a call could not be read, it goes on without vendor attributes', error);
      return fallback;
    }
  }
}
