import { context } from '@opentelemetry/api';
import { untraced } from '../spans/suppress-tracing.js';
import type { CorrelationEntry, CorrelationStore } from './correlation-store.js';
import type { LossReport } from './loss-report.js';

/** Vendors stop trying to deliver within a day or two. */
export const TTL = 72 * 60 * 60 * 1000;
/** How many calls may wait to be written, and how many writes may wait for the store. */
const MAX_QUEUED = 10_000;
const MAX_PENDING = 1_000;

/**
 * Calls on their way to the store, which may be slow or unavailable. Nobody waits for the store, and calls above the
 * limit are lost.
 */
export class WriteQueue {
  readonly #store: CorrelationStore;
  readonly #losses: LossReport;
  #calls: { readonly key: string; readonly entry: CorrelationEntry }[] = [];
  #scheduled = false;
  #pending = 0;

  constructor(store: CorrelationStore, losses: LossReport) {
    this.#store = store;
    this.#losses = losses;
  }

  /** Writes a call, later. */
  add(key: string, entry: CorrelationEntry): void {
    if (this.#calls.length >= MAX_QUEUED) this.#losses.addWrite('too many calls are waiting');
    else this.#calls.push({ key, entry });
    this.#schedule();
  }

  /** Passes the waiting calls to the store, up to the limit of pending writes. */
  flush(): void {
    const calls = this.#calls.splice(0, MAX_PENDING - this.#pending);
    context.with(untraced, () => {
      for (const { key, entry } of calls) this.#write(key, entry);
    });
    this.#schedule();
  }

  #schedule(): void {
    if (this.#scheduled || this.#calls.length === 0 || this.#pending >= MAX_PENDING) return;
    this.#scheduled = true;
    // Write after the application's call, and do not keep the process alive.
    setImmediate(() => {
      this.#scheduled = false;
      this.flush();
    }).unref();
  }

  #write(key: string, entry: CorrelationEntry): void {
    const lose = (reason: unknown) => this.#losses.addWrite(reason);
    try {
      const written = this.#store.remember(key, entry, TTL);
      // The store in memory has finished. A promise for each call would cost more than all other steps.
      if (written === undefined) return;
      this.#pending++;
      void Promise.resolve(written)
        .catch(lose)
        .finally(() => {
          this.#pending--;
          this.#schedule();
        });
    } catch (error) {
      lose(error);
    }
  }
}
