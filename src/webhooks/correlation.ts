import { context } from '@opentelemetry/api';
import { isThenable } from '../common/thenable.js';
import type { Vendor } from '../definition/vendor.js';
import { untraced } from '../spans/suppress-tracing.js';
import { type CorrelationEntry, type CorrelationStore, readEntry } from './correlation-store.js';
import { LossReport } from './loss-report.js';
import { TTL, WriteQueue } from './write-queue.js';

/** How long a webhook waits for the store, in milliseconds. */
const MAX_WAIT_MS = 250;
/** How many queries may wait for the store: a payload can contain 1,000 events, with up to three queries each. */
const MAX_PENDING = 4_000;

/** The key of a vendor's call or event in the store. */
export function correlationKey(vendor: Vendor, id: string): string {
  return `${vendor.name}:${id}`;
}

/** Connects calls and webhooks, which must not wait for long, with the store, which may be slow or unavailable. */
export class Correlation {
  readonly #store: CorrelationStore;
  readonly #losses = new LossReport();
  readonly #writes: WriteQueue;
  #pending = 0;

  constructor(store: CorrelationStore) {
    this.#store = store;
    this.#writes = new WriteQueue(store, this.#losses);
  }

  /** Remembers a call, later. */
  remember(key: string, entry: CorrelationEntry): void {
    this.#writes.add(key, entry);
  }

  /** The call under one of the keys. */
  async recall(keys: readonly string[]): Promise<CorrelationEntry | undefined> {
    this.#writes.flush();
    const answers = await Promise.all(keys.map((key) => this.#ask(() => this.#store.recall(key))));
    return answers.map(readEntry).find((entry) => entry !== undefined);
  }

  /** Whether the key is requested for the first time; `true` if the store does not answer. */
  async firstTime(key: string): Promise<boolean> {
    return (await this.#ask(() => this.#store.firstTime(key, TTL))) !== false;
  }

  /** The store's answer; `undefined` if it does not answer in time. */
  async #ask(query: () => unknown): Promise<unknown> {
    if (this.#pending >= MAX_PENDING) {
      this.#losses.addQuery('too many webhooks are waiting');
      return undefined;
    }
    try {
      // Without spans of the store's client.
      const answer = context.with(untraced, query);
      return isThenable(answer) ? await this.#wait(answer) : answer;
    } catch (error) {
      this.#losses.addQuery(error);
      return undefined;
    }
  }

  /** The answer, if it arrives in time. */
  async #wait(promise: PromiseLike<unknown>): Promise<unknown> {
    this.#pending++;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => {
        this.#losses.addQuery(`no answer in ${MAX_WAIT_MS} ms`);
        resolve(undefined);
      }, MAX_WAIT_MS);
    });
    const answer = Promise.resolve(promise).finally(() => {
      this.#pending--;
    });
    try {
      return await Promise.race([answer, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}
