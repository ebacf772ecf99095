import { context, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Histogram } from '@opentelemetry/sdk-metrics';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { VendorErrorsInstrumentation } from '../../src/index.js';
import { linqEvent, linqFailure, ownAttributes, startWebhookService, type WebhookService } from './webhook-service.js';

const ERRORS = 'vendor_api.client.errors';
const REQUESTS = 'vendor_api.client.requests';
const DURATION = 'vendor_api.client.delivery.duration';

const FAILURE = {
  'vendor_api.error.code': 'delivery_failed',
  'vendor_api.error.category': 'delivery',
  'vendor_api.error.retryable': true,
};
const COUNTED = {
  'vendor_api.name': 'linq',
  ...FAILURE,
  'vendor_api.error.native_code': '4001',
  'vendor_api.error.origin': 'webhook',
  'vendor_api.error.effect': 'none',
};

let service: WebhookService;

beforeEach(async () => {
  service = await startWebhookService();
});

afterEach(() => service.stop());

async function durations() {
  const points = await service.telemetry.points(DURATION);
  return points.map(({ attributes, value }) => ({ attributes, ...(value as Histogram) }));
}

describe('a failure that arrives later', () => {
  it('is on the span of its successful request, with one link to the call', async () => {
    const call = await service.send();
    const { span } = await service.deliver(linqFailure(call.vendorTraceId));
    expect(ownAttributes(span)).toEqual({
      'vendor_api.name': 'linq',
      'vendor_api.trace_id': call.vendorTraceId,
      'vendor_api.event.id': 'event-1',
      'vendor_api.event.type': 'message.failed',
      ...FAILURE,
      'vendor_api.error.retry_basis': 'code',
      'vendor_api.error.effect': 'none',
      'vendor_api.error.native_code': '4001',
      'vendor_api.error.native_class': '4xxx',
      'vendor_api.error.message': 'Delivery failed',
    });
    expect(span.status).toEqual({ code: SpanStatusCode.UNSET });
    const { traceId, spanId, traceFlags } = call.span.spanContext();
    expect(span.links.map((link) => link.context)).toEqual([{ traceId, spanId, traceFlags, isRemote: true }]);
    expect(span.spanContext().traceId).not.toBe(traceId);
  });

  it('is returned to the caller', async () => {
    const call = await service.send();
    const { record } = await service.deliver(linqFailure(call.vendorTraceId));
    expect(record).toEqual({
      kind: 'failed',
      traceId: call.vendorTraceId,
      eventId: 'event-1',
      duplicate: false,
      linked: true,
      error: {
        vendor: 'linq',
        code: 'delivery_failed',
        category: 'delivery',
        retryable: true,
        retryBasis: 'code',
        effect: 'none',
        remedy: expect.any(String),
        origin: 'webhook',
        nativeCode: '4001',
        nativeClass: '4xxx',
        message: 'Delivery failed',
        traceId: call.vendorTraceId,
      },
    });
  });

  it('is counted as a webhook without a host and a status, and not as a request', async () => {
    const call = await service.send();
    await service.deliver(linqFailure(call.vendorTraceId));
    const points = await service.telemetry.points(ERRORS);
    expect(points.map(({ attributes, value }) => ({ attributes, value }))).toStrictEqual([
      { attributes: COUNTED, value: 1 },
    ]);
    expect(await service.telemetry.count(REQUESTS)).toBe(1);
  });

  it('is counted once for any number of deliveries, and is on every span', async () => {
    const call = await service.send();
    const failure = linqFailure(call.vendorTraceId);
    const delivered = [];
    for (let times = 0; times < 3; times += 1) delivered.push(await service.deliver(failure));
    expect(delivered.map(({ record }) => record.duplicate)).toEqual([false, true, true]);
    for (const { span, record } of delivered) {
      expect(span.attributes).toMatchObject(FAILURE);
      expect(span.links).toHaveLength(1);
      expect(record).toMatchObject({ kind: 'failed', linked: true, error: { code: 'delivery_failed' } });
    }
    expect(await service.telemetry.count(ERRORS)).toBe(1);
    expect((await durations()).map(({ count }) => count)).toEqual([1]);
  });

  it('is counted once for two simultaneous deliveries', async () => {
    const call = await service.send();
    const failure = linqFailure(call.vendorTraceId);
    const delivered = await Promise.all(Array.from({ length: 10 }, () => service.deliver(failure)));
    expect(delivered.filter(({ record }) => !record.duplicate)).toHaveLength(1);
    expect(await service.telemetry.count(ERRORS)).toBe(1);
  });

  it('is counted for each event id, also of the same call', async () => {
    const { vendorTraceId } = await service.send();
    for (const id of ['event-1', 'event-2']) await service.deliver(linqFailure(vendorTraceId, { id }));
    expect(await service.telemetry.count(ERRORS)).toBe(2);
  });

  it('is counted without a link and a duration if its call is unknown', async () => {
    const { record, span } = await service.deliver(linqFailure('f'.repeat(32)));
    expect(record).toMatchObject({ kind: 'failed', linked: false, duplicate: false, traceId: 'f'.repeat(32) });
    expect(span.links).toEqual([]);
    expect(await service.telemetry.count(ERRORS)).toBe(1);
    expect(await durations()).toEqual([]);
  });

  it('is not joined to a call that was refused', async () => {
    service.simulator.linq.answerNext(2008);
    const refused = await service.send();
    const { record } = await service.deliver(linqFailure(refused.vendorTraceId));
    expect(record.linked).toBe(false);
  });
});

describe('the time of delivery', () => {
  /** Delivers it as if so much time had passed since the call. */
  async function deliverLater(milliseconds: number, payload: unknown): Promise<void> {
    const realNow = Date.now;
    Date.now = () => realNow() + milliseconds;
    try {
      await service.deliver(payload);
    } finally {
      Date.now = realNow;
    }
  }

  it("ends at the vendor's time of the event", async () => {
    const { vendorTraceId } = await service.send();
    // A failure 90 seconds after the call, whose webhook arrives half a minute later.
    await deliverLater(120_000, linqFailure(vendorTraceId, { at: Date.now() + 90_000 }));
    const [duration, ...more] = await durations();
    expect(more).toEqual([]);
    expect(duration?.attributes).toEqual({ 'vendor_api.name': 'linq', 'vendor_api.delivery.outcome': 'failed' });
    expect(duration?.sum).toBeGreaterThanOrEqual(90);
    expect(duration?.sum).toBeLessThan(100);
  });

  it('ends at the time of the message if Linq recovered it by reconciliation', async () => {
    const { vendorTraceId } = await service.send();
    const at = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();
    const event = linqEvent('message.delivered', vendorTraceId, 'event-1', Date.now() + 3_600_000);
    const data = { id: 'message-1', sent_at: at(1), delivered_at: at(20), reconciled_at: at(3600) };
    await deliverLater(3_601_000, { ...event, data });
    const [duration] = await durations();
    expect(duration?.sum).toBeGreaterThanOrEqual(19);
    expect(duration?.sum).toBeLessThan(25);
  });

  it.each([
    ['before the call', -3_600_000],
    ['in the future', 3_600_000],
  ])("ends when the webhook arrives if the vendor's time is %s", async (_when, offset) => {
    const { vendorTraceId } = await service.send();
    const at = Date.now() + offset;
    await deliverLater(60_000, linqEvent('message.delivered', vendorTraceId, 'event-1', at));
    const [duration] = await durations();
    expect(duration?.attributes).toEqual({ 'vendor_api.name': 'linq', 'vendor_api.delivery.outcome': 'delivered' });
    expect(duration?.sum).toBeGreaterThanOrEqual(60);
    expect(duration?.sum).toBeLessThan(70);
  });

  it('has seconds as its unit and buckets up to three days', async () => {
    const { vendorTraceId } = await service.send();
    await service.deliver(linqEvent('message.delivered', vendorTraceId, 'event-1'));
    const [duration] = await durations();
    const { boundaries = [] } = duration?.buckets ?? {};
    expect([boundaries[0], boundaries.at(-1)]).toEqual([1, 259_200]);
  });

  it('is not measured without a final outcome', async () => {
    const { vendorTraceId } = await service.send();
    for (const type of ['message.sent', 'message.read', 'message.edited', 'message.received'])
      await service.deliver(linqEvent(type, vendorTraceId, type));
    expect(await durations()).toEqual([]);
    expect(await service.telemetry.count(ERRORS)).toBe(0);
  });
});

describe('the span', () => {
  it('can be passed', async () => {
    const { vendorTraceId, span: call } = await service.send();
    const tracer = service.telemetry.tracerProvider.getTracer('test');
    const given = tracer.startSpan('given');
    const active = tracer.startSpan('active');
    await context.with(trace.setSpan(context.active(), active), () =>
      service.plugin.recordWebhook('linq', linqFailure(vendorTraceId), { span: given }),
    );
    for (const span of [given, active]) span.end();
    const [first, second] = service.telemetry.spans().filter(({ name }) => ['given', 'active'].includes(name));
    expect(first?.name).toBe('given');
    expect(first?.attributes).toMatchObject({ 'vendor_api.event.type': 'message.failed', ...FAILURE });
    expect(first?.links.map((link) => link.context.spanId)).toEqual([call.spanContext().spanId]);
    expect(second?.attributes).toEqual({});
    expect(second?.links).toEqual([]);
  });

  it('can be missing: everything is counted', async () => {
    const { vendorTraceId } = await service.send();
    const record = await service.plugin.recordWebhook('linq', linqFailure(vendorTraceId));
    expect(record).toMatchObject({ kind: 'failed', linked: true, duplicate: false });
    expect(await service.telemetry.count(ERRORS, COUNTED)).toBe(1);
    expect((await durations()).map(({ count }) => count)).toEqual([1]);
  });

  it('can have ended: everything is counted', async () => {
    const { vendorTraceId } = await service.send();
    const ended = service.telemetry.tracerProvider.getTracer('test').startSpan('ended');
    ended.end();
    await service.plugin.recordWebhook('linq', linqFailure(vendorTraceId), { span: ended });
    expect(service.telemetry.spans().find(({ name }) => name === 'ended')?.links).toEqual([]);
    expect(await service.telemetry.count(ERRORS)).toBe(1);
  });
});

describe('the hooks', () => {
  const vendors = () => service.simulator.vendors;

  it('errorHook is called once per event, with the error and the span', async () => {
    const reported: unknown[] = [];
    const plugin = new VendorErrorsInstrumentation({
      vendors: vendors(),
      webhooks: true,
      errorHook: (span, error) => reported.push([span.spanContext().spanId, error.code, error.origin, error.traceId]),
    });
    const span = service.telemetry.tracerProvider.getTracer('test').startSpan('webhook');
    for (let times = 0; times < 2; times += 1) await plugin.recordWebhook('linq', linqFailure('trace-1'), { span });
    plugin.disable();
    expect(reported).toEqual([[span.spanContext().spanId, 'delivery_failed', 'webhook', 'trace-1']]);
  });

  it('captureMessage controls the text of the vendor', async () => {
    const plugin = new VendorErrorsInstrumentation({ vendors: vendors(), webhooks: true, captureMessage: false });
    const span = service.telemetry.tracerProvider.getTracer('test').startSpan('webhook');
    await plugin.recordWebhook('linq', linqFailure('trace-1'), { span });
    plugin.disable();
    span.end();
    const { attributes } = service.telemetry.span();
    expect(attributes).toMatchObject(FAILURE);
    expect(attributes).not.toHaveProperty(['vendor_api.error.message']);
  });

  it('captureMessage is called once per event, also with logs', async () => {
    const texts: string[] = [];
    const captureMessage = (text: string) => {
      texts.push(text);
      return text;
    };
    const plugin = new VendorErrorsInstrumentation({ vendors: vendors(), webhooks: true, logs: true, captureMessage });
    await plugin.recordWebhook('linq', linqFailure('trace-1'));
    plugin.disable();
    expect(texts).toEqual([linqFailure('trace-1').data.reason]);
  });

  it('the text is redacted', async () => {
    const failure = linqFailure('trace-1');
    const data = { ...failure.data, reason: 'No answer from +14155551234' };
    const { span } = await service.deliver({ ...failure, data });
    expect(span.attributes['vendor_api.error.message']).toMatch(/^No answer from /);
    expect(span.attributes['vendor_api.error.message']).not.toContain('4155551234');
  });
});
