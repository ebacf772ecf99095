import { usableId } from '../definition/trace-id.js';

/** What is remembered about a call until its webhooks arrive. It contains nothing of the request or the response. */
export interface CorrelationEntry {
  /** The W3C trace id of the call's span. */
  readonly traceId: string;
  /** The id of the call's span. */
  readonly spanId: string;
  /** The W3C trace flags of the call's span: whether it was sampled. */
  readonly traceFlags: number;
  /** When the call began, in milliseconds since the epoch. */
  readonly startTime: number;
  /** The vendor's trace id, if the response had one. */
  readonly vendorTraceId?: string | undefined;
}

/**
 * Where calls are remembered until their webhooks arrive. The store in memory is for a service with one process; {@link
 * redisCorrelationStore} joins calls and webhooks of different processes. Methods may return promises, throw and
 * reject. No call waits for them, and a webhook waits at most 250 ms.
 */
export interface CorrelationStore {
  /** Keeps the entry of a call under a key for `ttl` milliseconds. A later entry replaces an earlier one. */
  remember(key: string, entry: CorrelationEntry, ttl: number): unknown;
  /** The entry under a key; `undefined` if there is none. */
  recall(key: string): CorrelationEntry | undefined | Promise<CorrelationEntry | undefined>;
  /** Whether the key is requested for the first time within `ttl` milliseconds. */
  firstTime(key: string, ttl: number): boolean | Promise<boolean>;
}

/**
 * The store's result if it is a valid entry. Another version of the plugin, or another program, may have written it.
 */
export function readEntry(answer: unknown): CorrelationEntry | undefined {
  const { traceId, spanId, traceFlags, startTime, vendorTraceId } = (answer ?? {}) as Partial<CorrelationEntry>;
  if (typeof traceId !== 'string' || typeof spanId !== 'string') return undefined;
  if (typeof traceFlags !== 'number' || typeof startTime !== 'number' || !Number.isFinite(startTime)) return undefined;
  return { traceId, spanId, traceFlags, startTime, vendorTraceId: usableId(vendorTraceId) };
}
