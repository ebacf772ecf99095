import { context } from '@opentelemetry/api';
import { untraced } from '../spans/suppress-tracing.js';
import type { CorrelationEntry, CorrelationStore } from './correlation-store.js';
import type { LossReport } from './loss-report.js';

/** Vendors give up on deliveries within a day or two. */
export const TTL = 72 * 60 * 60 * 1000;
/** How many calls wait to be written, and how many writes wait for an answer of the store. */
const MOST_QUEUED = 10_000;
const MOST_UNDER_WAY = 1_000;

/** Calls on their way to the store, which may be slow or gone: nobody waits for it, and what is too much is lost. */
export class WriteQueue {
  readonly #store: CorrelationStore;
  readonly #losses: LossReport;
  #calls: { readonly key: string; readonly entry: CorrelationEntry }[] = [];
  #scheduled = false;
  #underWay = 0;

  constructor(store: CorrelationStore, losses: LossReport) {
    this.#store = store;
    this.#losses = losses;
  }

  /** Has a call written, later. */
  add(key: string, entry: CorrelationEntry): void {
    if (this.#calls.length >= MOST_QUEUED) this.#losses.addWrite('too many calls are waiting');
    else this.#calls.push({ key, entry });
    this.#schedule();
  }

  /** Hands over to the store what waits, as much as may be under way. */
  flush(): void {
    const calls = this.#calls.splice(0, MOST_UNDER_WAY - this.#underWay);
    context.with(untraced, () => {
      for (const { key, entry } of calls) this.#write(key, entry);
    });
    this.#schedule();
  }

  #schedule(): void {
    if (this.#scheduled || this.#calls.length === 0 || this.#underWay >= MOST_UNDER_WAY) return;
    this.#scheduled = true;
    // Not in the middle of the application's call, and no reason to keep the process alive.
    setImmediate(() => {
      this.#scheduled = false;
      this.flush();
    }).unref();
  }

  #write(key: string, entry: CorrelationEntry): void {
    const lose = (reason: unknown) => this.#losses.addWrite(reason);
    try {
      const written = this.#store.remember(key, entry, TTL);
      // The store in memory is done: a promise for each call would cost more than all the rest.
      if (written === undefined) return;
      this.#underWay++;
      void Promise.resolve(written)
        .catch(lose)
        .finally(() => {
          this.#underWay--;
          this.#schedule();
        });
    } catch (error) {
      lose(error);
    }
  }
}
