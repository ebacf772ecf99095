import { setTimeout } from '../common/timers.js';
import { connectFailure, isAbort } from '../normalize/network-failure.js';

/** The `error.type` that a client's HTTP instrumentation sets for an error; `undefined` if it sets none. */
export type ErrorTypeOf = (error: { readonly code?: unknown; readonly name?: unknown }) => unknown;

/** `error.type` must have low cardinality, so it contains names and codes but no texts. */
const ERROR_TYPE = /^[\w.-]{1,64}$/;

/** Why a call fails, from the reports of its client and of the application. */
export class CallFailure {
  readonly #errorTypeOf: ErrorTypeOf;
  #error: unknown;
  /** The client could not connect. */
  #isUnconnected = false;
  /** The application has aborted the call, without a reason or after a timeout. */
  #aborted: 'without a reason' | 'after a timeout' | undefined;
  #timedOut = false;
  /** The timeout was reported in this turn of the event loop. */
  #isTimingOut = false;

  constructor(errorTypeOf: ErrorTypeOf) {
    this.#errorTypeOf = errorTypeOf;
  }

  /** Whether the client has reported an error. */
  get isKnown(): boolean {
    return this.#error !== undefined;
  }

  /** The error, unless the application has aborted the call. */
  get reason(): unknown {
    if (this.#aborted === 'after a timeout') return { name: 'TimeoutError', cause: this.#error };
    if (this.#aborted !== undefined) return undefined;
    return this.#isUnconnected ? connectFailure(this.#error) : this.#error;
  }

  /** The `error.type` of the error. */
  get type(): string | undefined {
    const type = this.#error === undefined ? undefined : this.#errorTypeOf(this.#error ?? {});
    if (type === undefined) return undefined;
    return ERROR_TYPE.test(String(type)) ? String(type) : '_OTHER';
  }

  /** The client reports an error, before the call ends. */
  fail(error: unknown): void {
    this.#error = error;
    // axios destroys the socket of the request.
    if (this.#isTimingOut) this.#aborted = 'after a timeout';
  }

  /** The client could not connect, and reports the reason before the call ends. */
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

  /** The response has begun, so an earlier timeout is no reason. */
  onHead(): void {
    this.#timedOut = false;
  }

  /** Releases the error. */
  forget(): void {
    this.#error = undefined;
  }
}
