import { context } from '@opentelemetry/api';
import { untraced } from '../telemetry/suppress-tracing.js';
import type { Vendor } from '../vendors/vendor.js';
import { type CorrelationEntry, type CorrelationStore, readEntry } from './correlation-store.js';
import { LossReport } from './loss-report.js';

/** Vendors give up on deliveries within a day or two. */
const TTL = 72 * 60 * 60 * 1000;
/** How long a webhook waits for the store, in milliseconds. */
const PATIENCE = 250;
/** How many calls wait to be written. */
const MOST_QUEUED = 10_000;
/** How many writes, and how many questions, wait for an answer of the store. */
const MOST_UNDER_WAY = 1_000;

/** What calls and events of a vendor are remembered by. */
export function correlationKey(vendor: Vendor, id: string): string {
  return `${vendor.name}:${id}`;
}

/** Between the calls and webhooks, which never wait for long, and the store, which may be slow or gone. */
export class Correlation {
  readonly #store: CorrelationStore;
  readonly #losses = new LossReport();
  #queue: { readonly key: string; readonly entry: CorrelationEntry }[] = [];
  #scheduled = false;
  #writing = 0;
  #asking = 0;

  constructor(store: CorrelationStore) {
    this.#store = store;
  }

  /** Has a call remembered, later. */
  remember(key: string, entry: CorrelationEntry): void {
    if (this.#queue.length >= MOST_QUEUED) this.#losses.addWrite('too many calls wait for it');
    else this.#queue.push({ key, entry });
    this.#schedule();
  }

  /** The call that one of the keys stands for. */
  async recall(keys: readonly string[]): Promise<CorrelationEntry | undefined> {
    this.#write();
    const answers = await Promise.all(keys.map((key) => this.#ask(() => this.#store.recall(key))));
    return answers.map(readEntry).find((entry) => entry !== undefined);
  }

  /** Whether the key is asked for the first time; where the store does not say, it is taken for that. */
  async firstTime(key: string): Promise<boolean> {
    return (await this.#ask(() => this.#store.firstTime(key, TTL))) !== false;
  }

  #schedule(): void {
    if (this.#scheduled || this.#queue.length === 0) return;
    this.#scheduled = true;
    // Not in the middle of the application's call, and no reason to keep the process alive.
    setImmediate(() => {
      this.#scheduled = false;
      this.#write();
    }).unref();
  }

  #write(): void {
    if (this.#writing >= MOST_UNDER_WAY) return;
    for (const { key, entry } of this.#queue.splice(0, MOST_UNDER_WAY - this.#writing)) {
      this.#writing++;
      void this.#call(() => this.#store.remember(key, entry, TTL))
        .catch((error: unknown) => this.#losses.addWrite(error))
        .finally(() => {
          this.#writing--;
          this.#schedule();
        });
    }
  }

  /** What the store answers, `undefined` where it does not answer in time. */
  async #ask(question: () => unknown): Promise<unknown> {
    if (this.#asking >= MOST_UNDER_WAY) {
      this.#losses.addQuestion('too many webhooks wait for it');
      return undefined;
    }
    this.#asking++;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => {
        this.#losses.addQuestion(`no answer in ${PATIENCE} ms`);
        resolve(undefined);
      }, PATIENCE);
    });
    const answer = this.#call(question).finally(() => {
      this.#asking--;
    });
    try {
      return await Promise.race([answer, late]);
    } catch (error) {
      this.#losses.addQuestion(error);
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Calls the store without spans of its client; what it throws becomes a rejection. */
  async #call(work: () => unknown): Promise<unknown> {
    return context.with(untraced, work);
  }
}
