import { at, list, number, text } from '../../definition/json.js';
import type { RawWebhook, WebhookKind } from '../../definition/webhook.js';
import { readError } from './envelope.js';

const statuses = {
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  played: 'read',
  failed: 'failed',
} as const satisfies Record<string, WebhookKind>;

/**
 * `{ entry: [{ changes: [{ field, value: { statuses: [], messages: [], errors: [] } }] }] }`: Meta puts the events of many
 * messages into one payload. They have no ids of their own: a message has each status once, so the two together are the id.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages
 */
export function readWebhook(payload: unknown): readonly RawWebhook[] {
  const changes = list(at(payload, 'entry')).flatMap((entry) => list(at(entry, 'changes')));
  return changes.flatMap((change) => {
    const type = text(at(change, 'field'));
    const value = at(change, 'value');
    return [
      ...list(at(value, 'statuses')).map((status) => readStatus(type, status)),
      ...list(at(value, 'messages')).map((message) => ({ kind: 'received' as const, type, ...aboutMessage(message) })),
      // Errors of the account, not of a message.
      ...list(at(value, 'errors')).map((error) => ({ kind: 'failed' as const, type, error: readError(error) })),
    ];
  });
}

function readStatus(type: string | undefined, status: unknown): RawWebhook {
  const name = text(at(status, 'status')) ?? '';
  const kind = Object.hasOwn(statuses, name) ? statuses[name as keyof typeof statuses] : 'unknown';
  const error = { ...readError(list(at(status, 'errors'))[0]), fallbackCode: 'delivery_failed' as const };
  const about = aboutMessage(status);
  const id = about.messageId === undefined || name === '' ? undefined : `${about.messageId}:${name}`;
  return { kind, type, id, ...about, error: kind === 'failed' ? error : undefined };
}

/** The time is in seconds. */
function aboutMessage(event: unknown): Pick<RawWebhook, 'messageId' | 'time'> {
  const seconds = number(at(event, 'timestamp'));
  return { messageId: text(at(event, 'id')), time: seconds === undefined ? undefined : seconds * 1000 };
}
