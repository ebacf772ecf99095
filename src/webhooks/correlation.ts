import { context } from '@opentelemetry/api';
import type { Vendor } from '../definition/vendor.js';
import { untraced } from '../spans/suppress-tracing.js';
import { type CorrelationEntry, type CorrelationStore, readEntry } from './correlation-store.js';
import { LossReport } from './loss-report.js';
import { TTL, WriteQueue } from './write-queue.js';

/** How long a webhook waits for the store, in milliseconds. */
const PATIENCE = 250;
/** How many questions wait for an answer of the store. */
const MOST_UNDER_WAY = 1_000;

/** What calls and events of a vendor are remembered by. */
export function correlationKey(vendor: Vendor, id: string): string {
  return `${vendor.name}:${id}`;
}

/** Between the calls and webhooks, which never wait for long, and the store, which may be slow or gone. */
export class Correlation {
  readonly #store: CorrelationStore;
  readonly #losses = new LossReport();
  readonly #writes: WriteQueue;
  #underWay = 0;

  constructor(store: CorrelationStore) {
    this.#store = store;
    this.#writes = new WriteQueue(store, this.#losses);
  }

  /** Has a call remembered, later. */
  remember(key: string, entry: CorrelationEntry): void {
    this.#writes.add(key, entry);
  }

  /** The call that one of the keys stands for. */
  async recall(keys: readonly string[]): Promise<CorrelationEntry | undefined> {
    this.#writes.flush();
    const answers = await Promise.all(keys.map((key) => this.#ask(() => this.#store.recall(key))));
    return answers.map(readEntry).find((entry) => entry !== undefined);
  }

  /** Whether the key is asked for the first time; where the store does not say, it is taken for that. */
  async firstTime(key: string): Promise<boolean> {
    return (await this.#ask(() => this.#store.firstTime(key, TTL))) !== false;
  }

  /** What the store answers, `undefined` where it does not answer in time. */
  async #ask(question: () => unknown): Promise<unknown> {
    if (this.#underWay >= MOST_UNDER_WAY) {
      this.#losses.addQuestion('too many webhooks are waiting');
      return undefined;
    }
    this.#underWay++;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => {
        this.#losses.addQuestion(`no answer in ${PATIENCE} ms`);
        resolve(undefined);
      }, PATIENCE);
    });
    const answer = this.#call(question).finally(() => {
      this.#underWay--;
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
  async #call(question: () => unknown): Promise<unknown> {
    return context.with(untraced, question);
  }
}
