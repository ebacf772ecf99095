import { type RawWebhook, readEventEnvelope, type WebhookKind } from '../../definition/webhook.js';

const events = { 'message.sent': 'sent', 'message.received': 'received' } as const satisfies Record<string, WebhookKind>;

export function readWebhook(payload: unknown): RawWebhook {
  return readEventEnvelope(payload, events);
}
