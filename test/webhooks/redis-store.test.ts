import { createClient } from 'redis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CorrelationStore, redisCorrelationStore } from '../../src/index.js';
import { type RedisServer, redisTitle, startRedis, withoutRedis } from '../support/redis-server.js';
import { ENTRY, storeContract } from './store-contract.js';

describe.skipIf(withoutRedis)(redisTitle('the store in Redis'), () => {
  let server: RedisServer;
  let client: ReturnType<typeof createClient>;
  let store: CorrelationStore;

  beforeAll(async () => {
    server = await startRedis();
    client = createClient({ url: server.url });
    await client.connect();
    store = redisCorrelationStore(client);
  });

  afterAll(async () => {
    client.destroy();
    await server.stop();
  });

  storeContract(() => store);

  it('has keys with a prefix and a time to live', async () => {
    await client.flushAll();
    await store.remember('linq:a', ENTRY, 60_000);
    await store.firstTime('linq:e', 60_000);
    const keys = (await client.keys('*')).sort();
    expect(keys).toEqual(['vendor-errors:call:linq:a', 'vendor-errors:event:linq:e']);
    for (const key of keys) {
      const left = await client.pTTL(key);
      expect(left).toBeGreaterThan(50_000);
      expect(left).toBeLessThanOrEqual(60_000);
    }
  });

  it('takes about 200 bytes per entry', async () => {
    await client.flushAll();
    await store.remember('linq:2eff5df5c6f688733c007523c4d61cd9', ENTRY, 60_000);
    const value = await client.get('vendor-errors:call:linq:2eff5df5c6f688733c007523c4d61cd9');
    expect(value?.length).toBeLessThan(220);
    expect(JSON.parse(value ?? '')).toEqual(ENTRY);
  });

  it('joins processes: a second client sees what the first one wrote', async () => {
    const other = createClient({ url: server.url });
    await other.connect();
    await store.remember('linq:shared', ENTRY, 60_000);
    await store.firstTime('linq:shared', 60_000);
    const elsewhere = redisCorrelationStore(other);
    expect(await elsewhere.recall('linq:shared')).toEqual(ENTRY);
    expect(await elsewhere.firstTime('linq:shared', 60_000)).toBe(false);
    other.destroy();
  });
});
