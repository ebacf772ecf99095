import { type RawWebhook, readEventEnvelope } from '../../definition/webhook.js';

/** The documents have no event of a failure. */
export function readWebhook(payload: unknown): RawWebhook {
  return readEventEnvelope(payload, { 'message.received': 'received' });
}
