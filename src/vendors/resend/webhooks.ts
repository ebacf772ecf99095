import { at, codeText, text } from '../../definition/json.js';
import type { RawError } from '../../definition/readers.js';
import { type RawWebhook, readEventEnvelope, type WebhookKind } from '../../definition/webhook.js';
import { codes } from './codes.js';

/**
 * After `email.delivery_delayed`, Resend still tries, so the message counts as sent. A complaint is a failure: the message
 * arrived, and the recipient marked it as spam.
 */
const events = {
  'email.sent': 'sent',
  'email.delivery_delayed': 'sent',
  'email.delivered': 'delivered',
  'email.opened': 'read',
  'email.received': 'received',
  'email.bounced': 'failed',
  'email.complained': 'failed',
  'email.failed': 'failed',
  'email.suppressed': 'failed',
} as const satisfies Record<string, WebhookKind>;

/** Whether another attempt can help, by the type of a bounce, unless its sub-type has a row; `Undetermined` leaves it open. */
const retryableBounces: Readonly<Record<string, boolean>> = { Permanent: false, Transient: true };

/**
 * `{ type, created_at, data: { email_id, bounce?, failed?, suppressed? } }`. The id of an event is only in the header
 * `svix-id`: a message has each type once.
 *
 * @see https://resend.com/docs/webhooks/event-types
 */
export function readWebhook(payload: unknown): RawWebhook {
  const event = readEventEnvelope(payload, events);
  const data = at(payload, 'data');
  const error = event.kind === 'failed' ? readFailure(event.type, data) : undefined;
  return { ...event, messageId: codeText(at(data, 'email_id')), error };
}

/** The most exact word that has a row is the code; the type of the event always has one. */
function readFailure(type: string | undefined, data: unknown): RawError {
  const bounce = at(data, 'bounce');
  const suppressed = at(data, 'suppressed');
  const reason = text(at(data, 'failed', 'reason'));
  const bounceType = text(at(bounce, 'type'));
  const words = [at(bounce, 'subType'), at(suppressed, 'reason'), at(suppressed, 'type'), reason, type].map(text);
  const code = words.find((word) => word !== undefined && Object.hasOwn(codes(), word));
  const isGeneral = code === 'General' || code === type;
  return {
    code,
    class: bounceType,
    message: text(at(bounce, 'message')) ?? text(at(suppressed, 'message')) ?? reason,
    retryable: isGeneral && bounceType !== undefined && Object.hasOwn(retryableBounces, bounceType) ? retryableBounces[bounceType] : undefined,
  };
}
