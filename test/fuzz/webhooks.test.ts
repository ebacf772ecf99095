import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { interpretWebhook } from '../../src/normalize/interpret-webhook.js';
import { anyBody } from './bodies.js';
import { fuzz, must } from './cases.js';
import { mustBeSound } from './soundness.js';
import { anyVendor } from './vendors.js';

const KINDS: ReadonlySet<string> = new Set(['sent', 'delivered', 'read', 'received', 'failed', 'unknown']);
const TYPES = [
  'message.failed',
  'message.delivered',
  'message.received',
  'delivery',
  'reply',
  '__proto__',
  'constructor',
];
const anyField = fc.oneof(
  fc.constantFrom(...TYPES, 'rejected', 'expired', 4001, '2024', 1e300, '2026-11-21'),
  fc.anything(),
);
const anyEvent = fc.record(
  {
    ...{ event_type: anyField, event: anyField, type: anyField, event_id: anyField, id: anyField, status: anyField },
    ...{ created_at: anyField, timestamp: anyField, trace_id: anyField, status_detail: anyField, message_id: anyField },
    data: fc.oneof(fc.record({ code: anyField, reason: anyField, error: anyField, failed_at: anyField }), anyField),
  },
  { requiredKeys: [] },
);

fuzz(
  'webhooks: any payload',
  fc.property(anyVendor, fc.oneof(anyEvent, anyBody, fc.anything()), (vendor, payload) => {
    const events = interpretWebhook(vendor, payload);
    must(events.length > 0, 'no event', events);
    for (const event of events) {
      must(KINDS.has(event.kind), 'no kind', event);
      must((event.error !== undefined) === (event.kind === 'failed'), 'an error, or none', event);
      if (event.error !== undefined) {
        mustBeSound(event.error, vendor);
        must(event.error.origin === 'webhook', 'not of a webhook', event);
      }
      for (const key of ['type', 'id', 'traceId', 'messageId'] as const) {
        const text = event[key];
        must(
          text === undefined || (text.length <= 128 && /^[!-~](?:[ -~]*[!-~])?$/.test(text)),
          `${key} is no id`,
          event,
        );
      }
      must(event.time === undefined || Number.isFinite(event.time), 'no time', event);
    }
    must(isDeepStrictEqual(interpretWebhook(vendor, payload), events), 'other events', events);
  }),
);
