import { at, codeText, text } from '../../definition/json.js';
import { type RawWebhook, readEventEnvelope, type WebhookKind } from '../../definition/webhook.js';
import { codes } from './codes.js';

const deliveryStatuses = {
  pending: 'sent',
  delivered: 'delivered',
  undeliverable: 'failed',
  rejected: 'failed',
  expired: 'failed',
} as const satisfies Record<string, WebhookKind>;

/**
 * `{ event: "delivery", message_id, status, status_detail, timestamp }`, without an event id, because a message has each
 * status once. The code is the carrier's `status_detail` if it has a row, else the status.
 *
 * @see https://docs.tracklysms.com/api-reference/v2/webhooks/events
 */
export function readWebhook(payload: unknown): RawWebhook {
  const event = readEventEnvelope(payload, { reply: 'received' });
  if (event.type !== 'delivery') return event;
  const status = text(at(payload, 'status')) ?? '';
  const detail = text(at(payload, 'status_detail'));
  const kind = Object.hasOwn(deliveryStatuses, status) ? deliveryStatuses[status as keyof typeof deliveryStatuses] : 'unknown';
  const code = detail !== undefined && Object.hasOwn(codes(), detail) ? detail : status;
  const error = kind === 'failed' ? { code, message: detail } : undefined;
  return { ...event, kind, messageId: codeText(at(payload, 'message_id')), error };
}
