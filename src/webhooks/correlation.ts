import { context, diag } from '@opentelemetry/api';
import { untraced } from '../telemetry/suppress-tracing.js';
import type { Vendor } from '../vendors/vendor.js';
import type { CorrelationEntry, CorrelationStore } from './correlation-store.js';

/** Vendors give up on deliveries within a day or two. */
const TTL = 72 * 60 * 60 * 1000;
/** How long a webhook waits for the store, in milliseconds. */
const PATIENCE = 250;
/** How many calls wait to be written, and how many writes wait for an answer of the store. */
const MOST_QUEUED = 10_000;
const MOST_UNDER_WAY = 1_000;
/** How often losses are told, in milliseconds. */
const TELL_INTERVAL = 60_000;

/** What calls and events of a vendor are remembered by. */
export function correlationKey(vendor: Vendor, id: string): string {
  return `${vendor.name}:${id}`;
}

/** Between the calls and webhooks, which never wait for long, and the store, which may be slow or gone. */
export class Correlation {
  readonly #store: CorrelationStore;
  #queue: { readonly key: string; readonly entry: CorrelationEntry }[] = [];
  #scheduled = false;
  #underWay = 0;
  #lost = 0;
  #toldAt = Number.NEGATIVE_INFINITY;

  constructor(store: CorrelationStore) {
    this.#store = store;
  }

  /** Has a call remembered, later. */
  remember(key: string, entry: CorrelationEntry): void {
    if (this.#queue.length >= MOST_QUEUED) this.#lose('too many calls wait for it');
    else this.#queue.push({ key, entry });
    this.#schedule();
  }

  /** The call that one of the keys stands for. */
  async recall(keys: readonly string[]): Promise<CorrelationEntry | undefined> {
    this.#write();
    const found = await Promise.all(keys.map((key) => this.#ask(() => this.#store.recall(key))));
    return found.find((entry) => entry !== undefined);
  }

  /** Whether the key is asked for the first time; where the store does not say, it is taken for that. */
  async firstTime(key: string): Promise<boolean> {
    return (await this.#ask(() => this.#store.firstTime(key, TTL))) ?? true;
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
    if (this.#underWay >= MOST_UNDER_WAY) return;
    for (const { key, entry } of this.#queue.splice(0, MOST_UNDER_WAY - this.#underWay)) {
      this.#underWay++;
      void this.#call(() => this.#store.remember(key, entry, TTL))
        .catch((error: unknown) => this.#lose(error))
        .finally(() => {
          this.#underWay--;
          this.#schedule();
        });
    }
  }

  /** What the store answers, `undefined` where it does not answer in time. */
  async #ask<Answer>(question: () => Answer | Promise<Answer>): Promise<Answer | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), PATIENCE);
    });
    try {
      return await Promise.race([this.#call(question), late]);
    } catch (error) {
      diag.warn('vendor-errors: the correlation store failed, so a webhook stays without its call', error);
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Calls the store without spans of its client; what it throws becomes a rejection. */
  async #call<Answer>(work: () => Answer | Promise<Answer>): Promise<Answer> {
    return context.with(untraced, work);
  }

  #lose(reason: unknown): void {
    this.#lost++;
    if (Date.now() - this.#toldAt < TELL_INTERVAL) return;
    this.#toldAt = Date.now();
    diag.warn(
      `vendor-errors: the correlation store is slow or gone; calls that webhooks will not be joined to: ${this.#lost}`,
      reason,
    );
  }
}
