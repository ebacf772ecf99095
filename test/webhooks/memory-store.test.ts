import { beforeEach, describe, expect, it } from 'vitest';
import { MemoryCorrelationStore } from '../../src/webhooks/memory-correlation-store.js';
import { ENTRY, storeContract } from './store-contract.js';

const HOUR = 3_600_000;
const MAX_ENTRIES = 100_000;

let store: MemoryCorrelationStore;

beforeEach(() => {
  store = new MemoryCorrelationStore();
});

describe('the store in memory', () => {
  storeContract(() => store);

  it('keeps the latest 100,000 calls', () => {
    for (let made = 0; made <= MAX_ENTRIES; made += 1) store.remember(`linq:${made}`, ENTRY, HOUR);
    expect(store.recall('linq:0')).toBeUndefined();
    expect(store.recall('linq:1')).toEqual(ENTRY);
    expect(store.recall(`linq:${MAX_ENTRIES}`)).toEqual(ENTRY);
  });

  it('remembers the latest 100,000 events', () => {
    for (let made = 0; made <= MAX_ENTRIES; made += 1) store.firstTime(`linq:${made}`, HOUR);
    expect(store.firstTime(`linq:${MAX_ENTRIES}`, HOUR)).toBe(false);
    expect(store.firstTime('linq:0', HOUR)).toBe(true);
  });
});
