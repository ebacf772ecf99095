import { diag } from '@opentelemetry/api';

/** How long losses are collected before they are told, and how often they are told, in milliseconds. */
const TELL_AFTER = 1_000;
const TELL_INTERVAL = 60_000;

/** Counts what is lost where the store is slow or gone, and tells it soon, but once a minute at most. */
export class LossReport {
  #writes = 0;
  #questions = 0;
  #reason: unknown;
  #toldAt = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;

  /** A call was not remembered. */
  addWrite(reason: unknown): void {
    this.#writes++;
    this.#tellLater(reason);
  }

  /** The store did not answer a webhook. */
  addQuestion(reason: unknown): void {
    this.#questions++;
    this.#tellLater(reason);
  }

  #tellLater(reason: unknown): void {
    this.#reason = reason;
    // No reason to keep the process alive.
    this.#timer ??= setTimeout(
      () => this.#tell(),
      Math.max(TELL_AFTER, this.#toldAt + TELL_INTERVAL - Date.now()),
    ).unref();
  }

  #tell(): void {
    this.#timer = undefined;
    this.#toldAt = Date.now();
    diag.warn(
      'vendor-errors: the correlation store is slow or unavailable; ' +
        `calls not remembered so far: ${this.#writes}, queries of webhooks without an answer: ${this.#questions}`,
      this.#reason,
    );
  }
}
