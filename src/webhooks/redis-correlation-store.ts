import type { CorrelationStore } from './correlation-store.js';

/** The methods of a client of the package `redis` (node-redis) that are used. */
export interface RedisClient {
  get(key: string): Promise<unknown>;
  set(key: string, value: string, options: { readonly PX: number; readonly NX?: true }): Promise<unknown>;
}

/**
 * Keeps calls in Redis, so that a webhook is joined to a call of any process. The keys begin with `vendor-errors:`. An entry
 * takes about 200 bytes and expires after 72 hours.
 *
 * @param client - A connected client of the package `redis` (node-redis), version 4 or later. The application owns it: listen
 * to its `error` event, as node-redis requires, and close it at the end.
 *
 * @example
 * ```ts
 * const client = createClient({ url: 'redis://127.0.0.1:6379' });
 * client.on('error', (error) => console.error(error));
 * await client.connect();
 * new VendorErrorsInstrumentation({ webhooks: { store: redisCorrelationStore(client) } });
 * ```
 */
export function redisCorrelationStore(client: RedisClient): CorrelationStore {
  return {
    remember: (key, entry, ttl) => client.set(`vendor-errors:call:${key}`, JSON.stringify(entry), { PX: ttl }),
    async recall(key) {
      const entry = await client.get(`vendor-errors:call:${key}`);
      return entry === null ? undefined : JSON.parse(String(entry));
    },
    firstTime: async (key, ttl) =>
      (await client.set(`vendor-errors:event:${key}`, '1', { PX: ttl, NX: true })) !== null,
  };
}
