import { createClient } from 'redis';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { redisCorrelationStore } from '../../src/index.js';
import { type DiagLog, recordDiag } from '../support/diag-log.js';
import { type RedisServer, redisTitle, startRedis, withoutRedis } from '../support/redis-server.js';
import { linqFailure, startWebhookService, type WebhookService } from './webhook-service.js';

/** How long a webhook waits for the store at most, and how much more a busy machine may take. */
const MAX_WAIT_MS = 250;
const SLACK = 2000;

/** How many calls fit into the commands that wait inside the client. */
const CLIENT_QUEUE = 5;

describe.skipIf(withoutRedis)(redisTitle('Redis killed in the middle and started again'), () => {
  let redis: RedisServer;
  let client: ReturnType<typeof createClient>;
  let service: WebhookService;
  let log: DiagLog;

  beforeAll(async () => {
    log = recordDiag();
    redis = await startRedis();
    client = createClient({
      url: redis.url,
      commandsQueueMaxLength: CLIENT_QUEUE,
      socket: { reconnectStrategy: () => 50 },
    });
    client.on('error', () => undefined);
    await client.connect();
    service = await startWebhookService({ store: redisCorrelationStore(client) });
  });

  afterAll(async () => {
    await service.stop();
    client.destroy();
    await redis.stop();
    log.stop();
  });

  async function timed<Result>(work: () => Promise<Result>) {
    const begun = Date.now();
    const result = await work();
    return { result, took: Date.now() - begun };
  }

  /** Sends a message and has its failure delivered. */
  async function sendAndFail(id: string) {
    const sent = await timed(() => service.send());
    const { result, took } = await timed(() => service.deliver(linqFailure(sent.result.vendorTraceId, { id })));
    expect(sent.result.span.attributes['http.response.status_code']).toBe(201);
    return { ...result, call: sent.result.span, sendTook: sent.took, took };
  }

  async function expectJoined(id: string): Promise<void> {
    const { record, span, call } = await sendAndFail(id);
    expect(record).toMatchObject({ linked: true, duplicate: false });
    expect(span.links.map((link) => link.context.spanId)).toEqual([call.spanContext().spanId]);
  }

  it('joins webhooks to their calls before the outage', async () => {
    await expectJoined('before');
    expect(log.warnings).toEqual([]);
  });

  it('affects no call during the outage; webhooks wait at most 250 ms', async () => {
    await redis.kill();
    for (let round = 0; round < 4; round += 1) {
      const { record, span, sendTook, took } = await sendAndFail(`during-${round}`);
      // A call that waited for the store would take as long as the outage.
      expect(sendTook).toBeLessThan(MAX_WAIT_MS + SLACK);
      expect(took).toBeLessThan(MAX_WAIT_MS + SLACK);
      expect(record).toMatchObject({ kind: 'failed', linked: false, duplicate: false });
      expect(span.links).toEqual([]);
    }
    const calls = await Promise.all(Array.from({ length: 50 }, () => service.send()));
    expect(new Set(calls.map(({ vendorTraceId }) => vendorTraceId)).size).toBe(50);
    expect(await service.telemetry.count('vendor_api.client.errors')).toBe(5);
  });

  it('reports the losses', async () => {
    const counts = () =>
      log.warnings.flatMap((warning) => {
        const [, calls, questions] =
          /not remembered so far: (\d+), queries of webhooks without an answer: (\d+)/.exec(warning) ?? [];
        return calls === undefined ? [] : [[Number(calls), Number(questions)]];
      });
    await vi.waitUntil(() => counts().length > 0, { timeout: 5000 });
    const [calls = 0, questions = 0] = counts().at(-1) ?? [];
    expect(calls + questions).toBeGreaterThan(0);
    expect(questions).toBeLessThanOrEqual(8);
    expect(calls).toBeLessThanOrEqual(54);
    expect(log.errors).toEqual([]);
  });

  it('joins new calls after the outage, without a restart of the process', async () => {
    await redis.restart();
    await vi.waitUntil(() => client.isReady, { timeout: 10_000 });
    await expectJoined('after-1');
    await expectJoined('after-2');
  });
});
