import { at, codeText, text } from '../../definition/json.js';
import { thousandsClass } from '../../definition/numeric-codes.js';
import { type RawWebhook, readEventEnvelope, type WebhookKind } from '../../definition/webhook.js';

const events = {
  'message.sent': 'sent',
  'message.delivered': 'delivered',
  'message.read': 'read',
  'message.received': 'received',
  'message.failed': 'failed',
  'poll.sent': 'sent',
  'poll.delivered': 'delivered',
  'poll.read': 'read',
  'poll.received': 'received',
  'poll.failed': 'failed',
  'chat.background_update_failed': 'failed',
  'chat.group_name_update_failed': 'failed',
  'chat.group_icon_update_failed': 'failed',
} as const satisfies Record<string, WebhookKind>;

/** Failures of messages or polls that the API had accepted. */
const undelivered = new Set(['message.failed', 'poll.failed']);

/**
 * A failure has its code in one of the published structures: `data.code` and `data.reason` (the SDK), `data.error`
 * (polls), `code` and `message` next to the trace id (the debugging guide), `data.error_code` (chats).
 */
export function readWebhook(payload: unknown): RawWebhook {
  const event = readEventEnvelope(payload, events);
  const data = at(payload, 'data');
  if (event.kind !== 'failed') return { ...event, time: timeOfReconciled(event.kind, data) ?? event.time };
  const nested = at(data, 'error');
  const code = [at(data, 'code'), at(nested, 'code'), at(data, 'error_code'), at(payload, 'code')].map(codeText).find(Boolean);
  const message = [at(data, 'reason'), at(nested, 'message'), at(data, 'message'), at(payload, 'message')].map(text).find(Boolean);
  const fallbackCode = event.type !== undefined && undelivered.has(event.type) ? 'delivery_failed' : undefined;
  return { ...event, time: text(at(data, 'failed_at')) ?? event.time, error: { code, class: thousandsClass(code), message, fallbackCode } };
}

/** Reconciliation ingests a recovered message late, so the time of its event is not the time of the delivery. */
function timeOfReconciled(kind: WebhookKind, data: unknown): string | undefined {
  if (text(at(data, 'reconciled_at')) === undefined) return undefined;
  const ownTime = { delivered: 'delivered_at', read: 'read_at' }[kind as string] ?? 'sent_at';
  return text(at(data, ownTime));
}
