import { SpanKind, trace } from '@opentelemetry/api';
import { describe, expect, it } from 'vitest';
import { type CorrelationStore, chert, linq, messagesDev, trackly, type VendorErrorsConfig } from '../../src/index.js';
import { Canaries } from './canaries.js';
import { type Exported, exportedOf } from './exported.js';

const MESSAGE = 'ordinarytext';

/** An event of a vendor, with nothing in it but what is read. */
interface Event {
  readonly vendor: string;
  readonly what: string;
  readonly payload: object;
}

const LINQ = { event_id: 'event-1', created_at: '2026-11-21T12:00:00Z', trace_id: 'trace-1' };

const EVENTS: readonly Event[] = [
  {
    vendor: 'linq',
    what: 'failure',
    payload: { ...LINQ, event_type: 'message.failed', data: { code: 4001, reason: MESSAGE } },
  },
  { vendor: 'linq', what: 'message that came in', payload: { ...LINQ, event_type: 'message.received', data: {} } },
  { vendor: 'linq', what: 'event of another kind', payload: { ...LINQ, event_type: 'chat.created', data: {} } },
  {
    vendor: 'messages.dev',
    what: 'message that came in',
    payload: { event: 'message.received', delivery_id: 'event-1', request_id: 'trace-1', data: {} },
  },
  {
    vendor: 'trackly',
    what: 'failure',
    payload: { event: 'delivery', event_id: 'event-1', status: 'rejected', status_detail: MESSAGE, message_id: 'id-1' },
  },
  {
    vendor: 'trackly',
    what: 'failure without an id',
    payload: { event: 'delivery', status: 'undeliverable', status_detail: MESSAGE, message_id: 'id-2' },
  },
  {
    vendor: 'chert',
    what: 'event',
    payload: { type: 'message.received', id: 'event-1', trace_id: 'trace-1', data: {} },
  },
];

/** Records an event in the span of a server, as an application does. */
function exportedOfEvent(vendor: string, payload: unknown, config: VendorErrorsConfig = {}): Promise<Exported> {
  const vendors = [linq(), messagesDev(), trackly(), chert()];
  return exportedOf({ vendors, webhooks: true, ...config }, async (plugin) => {
    const span = trace.getTracer('application').startSpan('POST /webhooks', { kind: SpanKind.SERVER });
    await plugin?.recordWebhook(vendor, payload, { span });
    span.end();
  });
}

describe('of a webhook', () => {
  it.each(EVENTS)('$vendor: nothing of a $what is exported but what is documented', async ({ vendor, payload }) => {
    const canaries = new Canaries();
    const planted = canaries.plantedIn(payload, 'payload');
    const text = JSON.stringify(planted);
    for (const form of [planted, text, new TextEncoder().encode(text)]) {
      const exported = await exportedOfEvent(vendor, form);
      for (const [place, word] of canaries.all) expect([place, exported.placesOf(word)]).toEqual([place, []]);
      // What is read is found, so the others would be.
      const ids = text.includes('event-1') ? ['span attribute vendor_api.event.id'] : [];
      expect(exported.placesOf('event-1')).toEqual(ids);
      const messages = ['log attribute vendor_api.error.message', 'span attribute vendor_api.error.message'];
      expect(exported.placesOf(MESSAGE)).toEqual(text.includes(MESSAGE) ? messages : []);
    }
  });

  it.each([
    ['a phone number', '+14155557391', '5557391'],
    ['an e-mail address', 'jane.roe@mail.example.com', 'jane'],
    ['a key', 'sk_live_kqvwzjxyabce', 'kqvwzj'],
  ])('%s in the reason of a failure is redacted', async (_what, planted, secret) => {
    const data = { code: `Code ${planted} here`, reason: `Cannot reach ${planted} here` };
    const exported = await exportedOfEvent('linq', { ...LINQ, event_type: 'message.failed', data });
    expect(exported.placesOf(secret)).toEqual([]);
    expect(exported.placesOf('Cannot reach')).toContain('span attribute vendor_api.error.message');
    expect(exported.placesOf('Code').filter((place) => place.startsWith('metric'))).toEqual([]);
  });

  it('only ids are kept in a store', async () => {
    const canaries = new Canaries();
    const kept: unknown[] = [];
    const store: CorrelationStore = {
      remember: (...all) => kept.push(all),
      recall: (key) => {
        kept.push(key);
        return undefined;
      },
      firstTime: (...all) => kept.push(all) > 0,
    };
    for (const { vendor, payload } of EVENTS) {
      await exportedOfEvent(vendor, canaries.plantedIn(payload, vendor), { webhooks: { store } });
    }
    const text = JSON.stringify(kept);
    expect(text).toContain('linq:event-1');
    expect(text).toContain('trackly:id-1');
    expect(canaries.all.filter(([, word]) => text.includes(word))).toEqual([]);
    expect(text).not.toContain(MESSAGE);
  });
});
