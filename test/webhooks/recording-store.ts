import { vi } from 'vitest';
import type { CorrelationEntry, CorrelationStore } from '../../src/index.js';

/** A store that keeps everything that it was ever given. */
export class RecordingStore implements CorrelationStore {
  readonly calls = new Map<string, CorrelationEntry>();
  readonly given: unknown[] = [];

  remember(...given: [string, CorrelationEntry, number]): void {
    this.given.push(given);
    this.calls.set(given[0], given[1]);
  }

  recall(...given: [string]): CorrelationEntry | undefined {
    this.given.push(given);
    return this.calls.get(given[0]);
  }

  firstTime(...given: [string, number]): boolean {
    this.given.push(given);
    return true;
  }

  /** Waits until so many calls are there. */
  async written(calls: number): Promise<void> {
    await vi.waitUntil(() => this.calls.size >= calls, { timeout: 5000, interval: 5 });
  }
}
