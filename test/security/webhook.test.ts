import { SpanKind, trace } from '@opentelemetry/api';
import { describe, expect, it } from 'vitest';
import { builtInVendors, type CorrelationStore, type VendorErrorsConfig } from '../../src/index.js';
import { EVENT_ID, MESSAGE } from '../../src/samples/examples.js';
import { builtIn } from '../support/built-in.js';
import { Canaries } from './canaries.js';
import { type Exported, exportedOf } from './exported.js';

const LINQ = { event_id: EVENT_ID, created_at: '2026-11-21T12:00:00Z', trace_id: 'trace-1' };

const EVENTS = builtIn.flatMap(({ name, examples }) => examples.events.map((each) => ({ ...each, vendor: name })));

/** Records an event in the span of a server, as an application does. */
function exportedOfEvent(vendor: string, payload: unknown, config: VendorErrorsConfig = {}): Promise<Exported> {
  const vendors = builtInVendors();
  return exportedOf({ vendors, webhooks: true, ...config }, async (plugin) => {
    const span = trace.getTracer('application').startSpan('POST /webhooks', { kind: SpanKind.SERVER });
    await plugin?.recordWebhook(vendor, payload, { span });
    span.end();
  });
}

describe('of a webhook', () => {
  it.each(EVENTS)('$vendor: only the documented parts of a $what are exported', async ({ vendor, payload }) => {
    const canaries = new Canaries();
    const planted = canaries.plantedIn(payload, 'payload');
    const text = JSON.stringify(planted);
    for (const form of [planted, text, new TextEncoder().encode(text)]) {
      const exported = await exportedOfEvent(vendor, form);
      for (const [place, word] of canaries.all) expect([place, exported.placesOf(word)]).toEqual([place, []]);
      // What is read is found, so the others would be.
      const ids = text.includes(EVENT_ID) ? ['span attribute vendor_api.event.id'] : [];
      expect(exported.placesOf(EVENT_ID)).toEqual(ids);
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
    expect(text).toContain(`linq:${EVENT_ID}`);
    expect(text).toContain('trackly:id-1');
    expect(canaries.all.filter(([, word]) => text.includes(word))).toEqual([]);
    expect(text).not.toContain(MESSAGE);
  });
});
