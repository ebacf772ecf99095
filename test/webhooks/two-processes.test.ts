import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { SpanContext } from '@opentelemetry/api';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { WebhookRecord } from '../../src/index.js';
import { startVendorSimulator, type VendorSimulator } from '../../src/testing.js';
import { type RedisServer, redisTitle, startRedis, withoutRedis } from '../support/redis-server.js';

const application = fileURLToPath(new URL('replica.mjs', import.meta.url));

interface Replica {
  readonly url: string;
}

interface Taken extends WebhookRecord {
  readonly links: readonly SpanContext[];
}

describe.skipIf(withoutRedis)(redisTitle('two processes share Redis'), () => {
  let redis: RedisServer;
  let simulator: VendorSimulator;
  let caller: Replica;
  let receiver: Replica;
  const children: ChildProcess[] = [];

  async function startReplica(): Promise<Replica> {
    const env = { ...process.env, LINQ_HOST: simulator.linq.host, REDIS_URL: redis.url };
    const child = fork(application, { env });
    children.push(child);
    const exit = once(child, 'exit').then(() => Promise.reject(new Error('a replica has ended instead of starting')));
    const [port] = await Promise.race([once(child, 'message'), exit]);
    exit.catch(() => undefined);
    return { url: `http://127.0.0.1:${port}` };
  }

  async function ask<Answer>({ url }: Replica, path: string): Promise<Answer> {
    return (await (await fetch(url + path)).json()) as Answer;
  }

  async function taken(replica: Replica, count: number): Promise<Taken[]> {
    const enough = async () => {
      const records = await ask<Taken[]>(replica, '/records');
      return records.length >= count && records;
    };
    return vi.waitUntil(enough, { timeout: 10_000, interval: 20 });
  }

  beforeAll(async () => {
    [redis, simulator] = await Promise.all([startRedis(), startVendorSimulator()]);
    [caller, receiver] = await Promise.all([startReplica(), startReplica()]);
  }, 60_000);

  afterAll(async () => {
    for (const child of children) {
      if (child.exitCode !== null) continue;
      const exit = once(child, 'exit');
      child.kill();
      await exit;
    }
    await simulator.close();
    await redis.stop();
  });

  it('one process calls, the other receives the webhook twice, and the link joins them', async () => {
    simulator.deliverLinqWebhooks({
      url: `${receiver.url}/webhooks`,
      events: ['message.failed', 'message.failed'],
      delay: 200,
    });
    const call = await ask<SpanContext & { vendorTraceId: string }>(caller, '/send');
    const [first, second] = await taken(receiver, 2);
    expect(first).toMatchObject({
      kind: 'failed',
      traceId: call.vendorTraceId,
      linked: true,
      duplicate: false,
      error: { code: 'delivery_failed', origin: 'webhook' },
    });
    expect(first?.links).toEqual([
      { traceId: call.traceId, spanId: call.spanId, traceFlags: call.traceFlags, isRemote: true },
    ]);
    expect(second).toMatchObject({ linked: true, duplicate: true });
    expect(await ask(caller, '/records')).toEqual([]);
  });

  it('an event that is delivered to both is new for one of them', async () => {
    const event = JSON.stringify({ event_type: 'message.failed', event_id: 'shared', trace_id: 'nobody', data: {} });
    await Promise.all([caller, receiver].map(({ url }) => fetch(`${url}/webhooks`, { method: 'POST', body: event })));
    const [ofCaller, ofReceiver] = await Promise.all([taken(caller, 1), taken(receiver, 3)]);
    const duplicates = [ofCaller, ofReceiver].map((records) => records.at(-1)?.duplicate);
    expect(duplicates.sort()).toEqual([false, true]);
  });
});
