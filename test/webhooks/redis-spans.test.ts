import { createRequire } from 'node:module';
import { context, trace } from '@opentelemetry/api';
import { getNodeAutoInstrumentations } from '@opentelemetry/auto-instrumentations-node';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { redisCorrelationStore, VendorErrorsInstrumentation } from '../../src/index.js';
import { untraced } from '../../src/spans/suppress-tracing.js';
import { startVendorSimulator, type VendorSimulator } from '../../src/testing.js';
import { type RedisServer, redisTitle, startRedis, withoutRedis } from '../support/redis-server.js';
import { startTelemetry, type Telemetry } from '../support/telemetry.js';
import { linqFailure } from './webhook-service.js';

const REDIS = '@opentelemetry/instrumentation-redis';

describe.skipIf(withoutRedis)(redisTitle("with the application's instrumentation of Redis"), () => {
  let redis: RedisServer;
  let simulator: VendorSimulator;
  let telemetry: Telemetry;
  let client: ReturnType<typeof import('redis')['createClient']>;
  let plugin: VendorErrorsInstrumentation;

  beforeAll(async () => {
    [redis, simulator] = await Promise.all([startRedis(), startVendorSimulator()]);
    const auto = getNodeAutoInstrumentations();
    const instrumentation = auto.filter(({ instrumentationName }) => instrumentationName === REDIS);
    telemetry = startTelemetry(instrumentation);
    // The instrumentation changes the module when it is required.
    const { createClient } = createRequire(import.meta.url)('redis') as typeof import('redis');
    client = createClient({ url: redis.url });
    await client.connect();
    plugin = new VendorErrorsInstrumentation({
      vendors: simulator.vendors,
      webhooks: { store: redisCorrelationStore(client) },
    });
    plugin.setTracerProvider(telemetry.tracerProvider);
    telemetry.reset();
  });

  afterAll(async () => {
    plugin.disable();
    client.destroy();
    await telemetry.stop();
    await simulator.close();
    await redis.stop();
  });

  /** What is in Redis, asked without spans. */
  const keys = () => context.with(untraced, () => client.keys('*'));

  const redisSpans = () => telemetry.spans().filter(({ instrumentationScope }) => instrumentationScope.name === REDIS);

  it("the plugin's commands create no spans", async () => {
    const span = telemetry.tracerProvider.getTracer('test').startSpan('request');
    await context.with(trace.setSpan(context.active(), span), async () => {
      const headers = { authorization: 'Bearer test' };
      const response = await fetch(`${simulator.linq.url}/api/partner/v3/chats`, { method: 'POST', headers });
      await response.text();
      const vendorTraceId = response.headers.get('x-trace-id') ?? '';
      await vi.waitUntil(async () => (await keys()).length > 0, { timeout: 5000 });
      const record = await plugin.recordWebhook('linq', linqFailure(vendorTraceId));
      expect(record).toMatchObject({ linked: true });
    });
    span.end();
    expect((await keys()).sort().map((key) => key.split(':')[1])).toEqual(['call', 'event']);
    expect(redisSpans().map(({ name }) => name)).toEqual([]);
  });

  it("the application's commands create spans", async () => {
    await client.get('of the application');
    expect(redisSpans().map(({ attributes }) => attributes['db.statement'] ?? attributes['db.query.text'])).toEqual([
      expect.stringContaining('of the application'),
    ]);
  });
});
