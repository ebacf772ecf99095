import { usableId } from '../definition/trace-id.js';

/** What is kept of a call until its webhooks come: nothing of what was sent or answered. */
export interface CorrelationEntry {
  /** The W3C trace id of the call's span. */
  readonly traceId: string;
  /** The id of the call's span. */
  readonly spanId: string;
  /** The W3C trace flags of the call's span: whether it was sampled. */
  readonly traceFlags: number;
  /** When the call began, in milliseconds since the epoch. */
  readonly startTime: number;
  /** The vendor's trace id, where the answer had one. */
  readonly vendorTraceId?: string | undefined;
}

/**
 * Where calls are remembered until their webhooks come. The one in memory is for a service of one process;
 * {@link redisCorrelationStore} joins calls and webhooks of different processes. Methods may return promises, may throw
 * and may reject: no call waits for them, and a webhook waits 250 ms at most.
 */
export interface CorrelationStore {
  /** Keeps the entry of a call under a key, for so many milliseconds. A later entry replaces an earlier one. */
  remember(key: string, entry: CorrelationEntry, ttl: number): unknown;
  /** The entry under a key, `undefined` where there is none. */
  recall(key: string): CorrelationEntry | undefined | Promise<CorrelationEntry | undefined>;
  /** Whether this is the first time within so many milliseconds that the key is asked for. */
  firstTime(key: string, ttl: number): boolean | Promise<boolean>;
}

/** An answer of a store where it is an entry: another version of the plugin, or another program, may have written there. */
export function readEntry(answer: unknown): CorrelationEntry | undefined {
  const { traceId, spanId, traceFlags, startTime, vendorTraceId } = (answer ?? {}) as Partial<CorrelationEntry>;
  if (typeof traceId !== 'string' || typeof spanId !== 'string') return undefined;
  if (typeof traceFlags !== 'number' || typeof startTime !== 'number' || !Number.isFinite(startTime)) return undefined;
  return { traceId, spanId, traceFlags, startTime, vendorTraceId: usableId(vendorTraceId) };
}
