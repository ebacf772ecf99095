import { at, codeText, text } from '../../definition/json.js';
import { type RawWebhook, readEventEnvelope } from '../../definition/webhook.js';

/**
 * `{ event: "messages", space, message: { id, timestamp } }`, the only event: a message that came in. The documents have
 * no event of a failure.
 *
 * @see https://photon.codes/docs/webhooks/events
 */
export function readWebhook(payload: unknown): RawWebhook {
  const event = readEventEnvelope(payload, { messages: 'received' });
  const message = at(payload, 'message');
  return { ...event, id: codeText(at(message, 'id')), time: text(at(message, 'timestamp')) };
}
