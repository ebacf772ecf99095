import { readForm } from '../../definition/form.js';
import { at, codeText, text } from '../../definition/json.js';
import type { RawWebhook, WebhookKind } from '../../definition/webhook.js';

/** The statuses of a message. One that was canceled, or reached some of its recipients, is none of the kinds. */
const statuses = {
  accepted: 'sent',
  scheduled: 'sent',
  queued: 'sent',
  sending: 'sent',
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  undelivered: 'failed',
  failed: 'failed',
  receiving: 'received',
  received: 'received',
} as const satisfies Record<string, WebhookKind>;

/**
 * Status callbacks and incoming messages, which are form posts: `{ MessageSid, MessageStatus, ErrorCode? }`. An incoming
 * message has `SmsStatus` alone. They have no id of their own: a message has each status once. The code 0 means none.
 *
 * @see https://www.twilio.com/docs/messaging/guides/track-outbound-message-status
 */
export function readWebhook(payload: unknown): RawWebhook {
  const form = readForm(payload);
  const type = text(at(form, 'MessageStatus')) ?? text(at(form, 'SmsStatus'));
  const kind = type !== undefined && Object.hasOwn(statuses, type) ? statuses[type as keyof typeof statuses] : 'unknown';
  const errorCode = codeText(at(form, 'ErrorCode'));
  const error = {
    code: errorCode === '0' ? undefined : errorCode,
    message: text(at(form, 'ChannelStatusMessage')),
    fallbackCode: 'delivery_failed',
  } as const;
  return {
    kind,
    type,
    messageId: codeText(at(form, 'MessageSid')) ?? codeText(at(form, 'SmsSid')),
    error: kind === 'failed' ? error : undefined,
  };
}
