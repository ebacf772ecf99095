import LinqAPIV3 from '@linqapp/sdk';
import { expect, it } from 'vitest';
import { RecordingStore } from './recording-store.js';
import { linqFailure, startWebhookService } from './webhook-service.js';

it('a store receives only ids and times, and nothing of a body', async () => {
  const store = new RecordingStore();
  const service = await startWebhookService({ store });
  const { linq, trackly } = service.simulator;
  const client = new LinqAPIV3({ baseURL: `${linq.url}/api/partner`, apiKey: 'canary-key', maxRetries: 0 });
  const before = Date.now();
  const answer = await client.chats.create({
    from: '+12223334444',
    to: ['+15556667777'],
    message: { parts: [{ type: 'text', value: 'canary-text' }] },
  });
  const response = await fetch(`${trackly.url}/api/v2/send`, {
    method: 'POST',
    headers: { 'x-api-key': 'canary-key' },
    body: JSON.stringify({ to: '+15556667777', body: 'canary-text' }),
  });
  const { message_id } = (await response.json()) as { message_id: string };
  await store.written(2);
  const failure = linqFailure([...store.calls.keys()].find((key) => key.startsWith('linq:'))?.slice(5) ?? '');
  await service.deliver({ ...failure, data: { ...failure.data, reason: 'canary-reason' } });
  await service.deliver(
    { event: 'delivery', message_id, status: 'rejected', status_detail: 'canary-detail' },
    'trackly',
  );

  const given = JSON.stringify(store.given);
  for (const secret of ['canary', '+1222', '+1555', answer.chat.id, answer.chat.message.id, 'Hello', 'iMessage'])
    expect([secret, given.includes(secret)]).toEqual([secret, false]);

  const spans = service.telemetry.spans();
  const contextOf = (vendor: string) =>
    spans.find(({ attributes }) => attributes['vendor_api.name'] === vendor)?.spanContext();
  const [ofLinq, ofTrackly] = ['linq', 'trackly'].map(contextOf);
  const time = expect.toSatisfy((value: number) => value >= before && value <= Date.now());
  const ttl = 72 * 3_600_000;
  expect(store.given).toEqual([
    [
      `linq:${failure.trace_id}`,
      {
        traceId: ofLinq?.traceId,
        spanId: ofLinq?.spanId,
        traceFlags: 1,
        startTime: time,
        vendorTraceId: failure.trace_id,
      },
      ttl,
    ],
    [
      `trackly:${message_id}`,
      {
        traceId: ofTrackly?.traceId,
        spanId: ofTrackly?.spanId,
        traceFlags: 1,
        startTime: time,
        vendorTraceId: undefined,
      },
      ttl,
    ],
    ['linq:event-1', ttl],
    [`linq:${failure.trace_id}`],
    [`trackly:${message_id}:delivery:failed`, ttl],
    [`trackly:${message_id}`],
  ]);
  await service.stop();
});
