import { LRUCache } from 'lru-cache';
import type { CorrelationEntry, CorrelationStore } from './correlation-store.js';

/** About 55 MB when full, of calls and events together. */
const MOST_ENTRIES = 100_000;

/** Calls and events of this process, the latest of them. */
export class MemoryCorrelationStore implements CorrelationStore {
  readonly #calls = new LRUCache<string, CorrelationEntry>({ max: MOST_ENTRIES });
  readonly #events = new LRUCache<string, true>({ max: MOST_ENTRIES });

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
