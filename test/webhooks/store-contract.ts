import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { CorrelationEntry, CorrelationStore } from '../../src/index.js';

const HOUR = 3_600_000;

export const ENTRY: CorrelationEntry = {
  traceId: '0af7651916cd43dd8448eb211c80319c',
  spanId: 'b7ad6b7169203331',
  traceFlags: 1,
  startTime: 1_760_000_000_123,
  vendorTraceId: '2eff5df5c6f688733c007523c4d61cd9',
};

/** What every correlation store must do. */
export function storeContract(store: () => CorrelationStore): void {
  it('recalls an entry unchanged', async () => {
    await store().remember('linq:a', ENTRY, HOUR);
    expect(await store().recall('linq:a')).toEqual(ENTRY);
    expect(await store().recall('linq:a')).toEqual(ENTRY);
  });

  it("remembers an entry without the vendor's trace id", async () => {
    const { vendorTraceId, ...entry } = ENTRY;
    await store().remember('trackly:b', entry, HOUR);
    expect(await store().recall('trackly:b')).toEqual(entry);
  });

  it('has no entry under other keys', async () => {
    await store().remember('linq:c', ENTRY, HOUR);
    expect(await store().recall('chert:c')).toBeUndefined();
    expect(await store().recall('')).toBeUndefined();
  });

  it('a later entry replaces an earlier one', async () => {
    await store().remember('linq:d', ENTRY, HOUR);
    await store().remember('linq:d', { ...ENTRY, spanId: 'ffffffffffffffff' }, HOUR);
    expect(await store().recall('linq:d')).toEqual({ ...ENTRY, spanId: 'ffffffffffffffff' });
  });

  it('forgets an entry when its time has expired', async () => {
    await store().remember('linq:e', ENTRY, 400);
    expect(await store().recall('linq:e')).toEqual(ENTRY);
    await sleep(600);
    expect(await store().recall('linq:e')).toBeUndefined();
  });

  it('reports once that a key is requested for the first time', async () => {
    expect(await store().firstTime('linq:f', HOUR)).toBe(true);
    expect(await store().firstTime('linq:f', HOUR)).toBe(false);
    expect(await store().firstTime('linq:f', HOUR)).toBe(false);
    expect(await store().firstTime('linq:g', HOUR)).toBe(true);
  });

  it('reports it to one of many simultaneous requests', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => store().firstTime('linq:h', HOUR)));
    expect(answers.filter(Boolean)).toHaveLength(1);
  });

  it('reports it again when the time has expired', async () => {
    expect(await store().firstTime('linq:i', 400)).toBe(true);
    expect(await store().firstTime('linq:i', 400)).toBe(false);
    await sleep(600);
    expect(await store().firstTime('linq:i', 400)).toBe(true);
  });

  it('separates calls and events of the same key', async () => {
    await store().remember('linq:j', ENTRY, HOUR);
    expect(await store().firstTime('linq:j', HOUR)).toBe(true);
    expect(await store().recall('linq:j')).toEqual(ENTRY);
  });
}
