import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CorrelationEntry, CorrelationStore } from '../../src/index.js';
import { type DiagLog, recordDiag } from '../support/diag-log.js';
import { linqFailure, startWebhookService, type WebhookService } from './webhook-service.js';

const ERRORS = 'vendor_api.client.errors';
const DURATION = 'vendor_api.client.delivery.duration';

/** How long a webhook waits at most, and how much more a busy machine may take. */
const MAX_WAIT_MS = 250;
const SLACK = 2000;

const never = () => new Promise<never>(() => undefined);
const fail = (): never => {
  throw new Error('the store is broken');
};
const reject = () => Promise.reject(new Error('the store is gone'));

const storeOf = (answer: () => unknown): CorrelationStore =>
  ({ remember: answer, recall: answer, firstTime: answer }) as CorrelationStore;

let log: DiagLog;
let service: WebhookService;
const uncaught: unknown[] = [];
const note = (problem: unknown) => uncaught.push(problem);

beforeEach(() => {
  log = recordDiag();
  process.on('unhandledRejection', note).on('uncaughtExceptionMonitor', note);
});

afterEach(async () => {
  await service.stop();
  log.stop();
  process.off('unhandledRejection', note).off('uncaughtExceptionMonitor', note);
  expect(uncaught.splice(0)).toEqual([]);
});

describe.each<[string, () => unknown]>([
  ['never answers', never],
  ['throws', fail],
  ['rejects', reject],
])('a store that %s', (_what, answer) => {
  it('affects neither calls nor webhooks, which are recorded without their call', async () => {
    service = await startWebhookService({ store: storeOf(answer) });
    const call = await service.send();
    expect(call.span.attributes).toMatchObject({ 'http.response.status_code': 201 });
    const begun = Date.now();
    const { record, span } = await service.deliver(linqFailure(call.vendorTraceId));
    const took = Date.now() - begun;
    expect(record).toMatchObject({ kind: 'failed', linked: false, duplicate: false, traceId: call.vendorTraceId });
    expect(span.links).toEqual([]);
    expect(span.attributes).toMatchObject({ 'vendor_api.error.code': 'delivery_failed' });
    expect(took).toBeLessThan(MAX_WAIT_MS + SLACK);
    if (answer === never) expect(took).toBeGreaterThanOrEqual(MAX_WAIT_MS - 5);
    expect(await service.telemetry.count(ERRORS)).toBe(1);
    expect(await service.telemetry.points(DURATION)).toEqual([]);
  });

  it('is reported with the number of losses', async () => {
    service = await startWebhookService({ store: storeOf(answer) });
    for (let calls = 0; calls < 3; calls += 1) await service.send();
    // Each webhook has two questions: which call it was, and whether the event is new.
    for (const id of ['event-1', 'event-2']) await service.deliver(linqFailure('trace', { id }));
    const lost = `calls not remembered so far: ${answer === never ? 0 : 3}, queries of webhooks without an answer: 4`;
    await vi.waitUntil(() => log.warnings.some((warning) => warning.includes(lost)), { timeout: 5000 });
    expect(log.errors).toEqual([]);
  });
});

describe('a store that returns garbage', () => {
  const good: CorrelationEntry = {
    traceId: '0af7651916cd43dd8448eb211c80319c',
    spanId: 'b7ad6b7169203331',
    traceFlags: 1,
    startTime: Date.now() - 1000,
  };

  it.each<[unknown]>([
    [null],
    [undefined],
    [''],
    ['{}'],
    [7],
    [true],
    [[]],
    [{}],
    [{ ...good, traceId: undefined }],
    [{ ...good, spanId: 7 }],
    [{ ...good, traceFlags: '1' }],
    [{ ...good, startTime: undefined }],
    [{ ...good, startTime: 'yesterday' }],
    [{ ...good, startTime: Number.NaN }],
  ])('%#: the webhook is recorded without its call', async (garbage) => {
    service = await startWebhookService({ store: storeOf(() => garbage) });
    const { record, span } = await service.deliver(linqFailure('trace'));
    expect(record).toMatchObject({ kind: 'failed', linked: false, duplicate: false });
    expect(span.links).toEqual([]);
    expect(await service.telemetry.count(ERRORS)).toBe(1);
    expect(await service.telemetry.points(DURATION)).toEqual([]);
    expect(log.errors).toEqual([]);
  });

  it.each<[string, object]>([
    ['a trace id of zeros', { traceId: '0'.repeat(32) }],
    ['a trace id that is none', { traceId: 'x' }],
    ['a span id that is none', { spanId: '' }],
  ])('%s: there is no link', async (_what, part) => {
    service = await startWebhookService({ store: storeOf(() => ({ ...good, ...part })) });
    const { span } = await service.deliver(linqFailure('trace'));
    expect(span.links).toEqual([]);
    expect(await service.telemetry.count(ERRORS)).toBe(1);
  });

  it.each<[unknown]>([[null], [{}], ['a\nb'], ['x'.repeat(1000)]])(
    'an invalid trace id of the vendor is ignored, %#',
    async (vendorTraceId) => {
      service = await startWebhookService({ store: storeOf(() => ({ ...good, vendorTraceId })) });
      const { record, span } = await service.deliver(
        { event: 'delivery', message_id: 'm', status: 'delivered' },
        'trackly',
      );
      expect(record).toMatchObject({ kind: 'delivered', linked: true });
      expect(record).not.toHaveProperty('traceId');
      expect(span.attributes).not.toHaveProperty(['vendor_api.trace_id']);
    },
  );

  it('a webhook without a trace id gets the vendor’s trace id of its call', async () => {
    service = await startWebhookService({ store: storeOf(() => ({ ...good, vendorTraceId: 'trace-of-the-call' })) });
    const { record, span } = await service.deliver(
      { event: 'delivery', message_id: 'm', status: 'expired' },
      'trackly',
    );
    expect(record).toMatchObject({ traceId: 'trace-of-the-call', error: { traceId: 'trace-of-the-call' } });
    expect(span.attributes).toMatchObject({ 'vendor_api.trace_id': 'trace-of-the-call' });
  });
});
