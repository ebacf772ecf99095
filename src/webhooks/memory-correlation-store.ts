import { LRUCache } from 'lru-cache';
import type { CorrelationEntry, CorrelationStore } from './correlation-store.js';

/** Calls and events together take about 55 MB when full. */
const MAX_ENTRIES = 100_000;

/** The latest calls and events of this process. */
export class MemoryCorrelationStore implements CorrelationStore {
  readonly #calls = new LRUCache<string, CorrelationEntry>({ max: MAX_ENTRIES });
  readonly #events = new LRUCache<string, true>({ max: MAX_ENTRIES });

  remember(key: string, entry: CorrelationEntry, ttl: number): void {
    this.#calls.set(key, entry, { ttl });
  }

  recall(key: string): CorrelationEntry | undefined {
    return this.#calls.get(key);
  }

  firstTime(key: string, ttl: number): boolean {
    if (this.#events.has(key)) return false;
    this.#events.set(key, true, { ttl });
    return true;
  }
}
