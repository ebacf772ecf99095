import { diag } from '@opentelemetry/api';

/** How long losses are collected before they are reported, and the time between two reports, in milliseconds. */
const REPORT_DELAY = 1_000;
const REPORT_INTERVAL = 60_000;

/** Counts what is lost while the store is slow or unavailable, and reports it soon, but at most once a minute. */
export class LossReport {
  #writes = 0;
  #queries = 0;
  #reason: unknown;
  #reportedAt = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;

  /** A call was not remembered. */
  addWrite(reason: unknown): void {
    this.#writes++;
    this.#reportLater(reason);
  }

  /** The store did not answer a webhook. */
  addQuery(reason: unknown): void {
    this.#queries++;
    this.#reportLater(reason);
  }

  #reportLater(reason: unknown): void {
    this.#reason = reason;
    // The report must not keep the process alive.
    this.#timer ??= setTimeout(
      () => this.#report(),
      Math.max(REPORT_DELAY, this.#reportedAt + REPORT_INTERVAL - Date.now()),
    ).unref();
  }

  #report(): void {
    this.#timer = undefined;
    this.#reportedAt = Date.now();
    diag.warn(
      'vendor-errors: the correlation store is slow or unavailable; ' +
        `calls not remembered so far: ${this.#writes}, queries of webhooks without an answer: ${this.#queries}`,
      this.#reason,
    );
  }
}
