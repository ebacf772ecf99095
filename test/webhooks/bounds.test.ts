import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { linq } from '../../src/index.js';
import { Correlation, correlationKey } from '../../src/webhooks/correlation.js';
import type { CorrelationEntry, CorrelationStore } from '../../src/webhooks/correlation-store.js';
import { type DiagLog, recordDiag } from '../support/diag-log.js';

const MINUTE = 60_000;

const entry: CorrelationEntry = {
  traceId: '0af7651916cd43dd8448eb211c80319c',
  spanId: 'b7ad6b7169203331',
  traceFlags: 1,
  startTime: 0,
};

/** A store that answers when the test decides. */
class SlowStore implements CorrelationStore {
  readonly remembered: string[] = [];
  readonly asked: string[] = [];
  #waiting: (() => void)[] = [];

  #later<Answer>(answer: Answer): Promise<Answer> {
    return new Promise((resolve) => this.#waiting.push(() => resolve(answer)));
  }

  remember(key: string): Promise<void> {
    this.remembered.push(key);
    return this.#later(undefined);
  }

  recall(key: string): Promise<undefined> {
    this.asked.push(key);
    return this.#later(undefined);
  }

  firstTime(key: string): Promise<boolean> {
    this.asked.push(key);
    return this.#later(true);
  }

  answer(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

let log: DiagLog;
let store: SlowStore;
let correlation: Correlation;

beforeEach(() => {
  vi.useFakeTimers();
  log = recordDiag();
  store = new SlowStore();
  correlation = new Correlation(store);
});

afterEach(() => {
  log.stop();
  vi.useRealTimers();
});

const rememberMany = (count: number) => {
  for (let made = 0; made < count; made += 1) correlation.remember(`key-${made}`, entry);
};

/** Lets everything happen that can happen now. */
const settle = () => vi.advanceTimersByTimeAsync(1);

const reported = (writes: number, questions: number) =>
  expect.stringContaining(
    `calls not remembered so far: ${writes}, queries of webhooks without an answer: ${questions}`,
  );

describe('calls', () => {
  it('are written after the call, not during it', async () => {
    correlation.remember('key', entry);
    expect(store.remembered).toEqual([]);
    await settle();
    expect(store.remembered).toEqual(['key']);
  });

  it('wait in a queue of 10,000 behind 1,000 pending writes; more are lost and counted', async () => {
    rememberMany(1000);
    await settle();
    expect(store.remembered).toHaveLength(1000);
    rememberMany(10_000 + 7);
    await settle();
    expect(store.remembered).toHaveLength(1000);
    await vi.advanceTimersByTimeAsync(1000);
    expect(log.warnings).toEqual([reported(7, 0)]);
    // The store wakes up: what has waited is written, thousand by thousand, in order.
    for (let rounds = 1; rounds <= 11; rounds += 1) {
      expect(store.remembered).toHaveLength(rounds * 1000);
      store.answer();
      await settle();
    }
    expect(store.remembered).toHaveLength(11_000);
    expect(store.remembered.at(-1)).toBe('key-9999');
    rememberMany(3);
    await settle();
    expect(store.remembered).toHaveLength(11_003);
  });

  it('are written before a webhook asks for them', () => {
    correlation.remember('key', entry);
    void correlation.recall(['key']);
    expect(store.remembered).toEqual(['key']);
    expect(store.asked).toEqual(['key']);
  });
});

describe('webhooks', () => {
  it('wait at most 250 ms', async () => {
    const answers = Promise.all([correlation.recall(['a', 'b']), correlation.firstTime('c')]);
    let done = false;
    void answers.then(() => {
      done = true;
    });
    await vi.advanceTimersByTimeAsync(249);
    expect(done).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(done).toBe(true);
    expect(await answers).toEqual([undefined, true]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(log.warnings).toEqual([reported(0, 3)]);
  });

  it('send at most 4,000 queries to a store that does not answer; more are answered at once', async () => {
    for (let asked = 0; asked < 4000; asked += 1) void correlation.firstTime(`key-${asked}`);
    await vi.advanceTimersByTimeAsync(300);
    expect(await Promise.all([correlation.firstTime('more'), correlation.recall(['more'])])).toEqual([true, undefined]);
    expect(store.asked).toHaveLength(4000);
    // The answers come at last: then there is room again.
    store.answer();
    await settle();
    void correlation.firstTime('again');
    expect(store.asked.at(-1)).toBe('again');
    // Thousands of fake timers are slow on a busy machine.
  }, 30_000);

  it('leave no timer behind when they are answered', async () => {
    const answer = correlation.firstTime('key');
    store.answer();
    await answer;
    expect(vi.getTimerCount()).toBe(0);
  });
});

it('reports losses a second after the first, then once a minute, as a total', async () => {
  const broken = new Correlation({
    remember: () => Promise.reject(new Error('gone')),
    recall: () => undefined,
    firstTime: () => true,
  });
  const lose = async (count: number) => {
    for (let made = 0; made < count; made += 1) broken.remember('key', entry);
    await settle();
  };
  await lose(5);
  expect(log.warnings).toEqual([]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(log.warnings).toEqual([reported(5, 0)]);
  expect(log.warnings[0]).toContain('Error: gone');
  await lose(2);
  await vi.advanceTimersByTimeAsync(MINUTE / 2);
  await lose(1);
  expect(log.warnings).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(MINUTE / 2);
  expect(log.warnings).toEqual([reported(5, 0), reported(8, 0)]);
  // Nothing more is lost: nothing more is reported.
  await vi.advanceTimersByTimeAsync(10 * MINUTE);
  expect(log.warnings).toHaveLength(2);
});

it('keys contain the name of their vendor', () => {
  expect(correlationKey(linq(), 'a:b')).toBe('linq:a:b');
});
