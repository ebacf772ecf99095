import { type RawWebhook, readEventEnvelope } from '../../definition/webhook.js';

/** The documentation has no event for failures. */
export function readWebhook(payload: unknown): RawWebhook {
  return readEventEnvelope(payload, { 'message.received': 'received' });
}
