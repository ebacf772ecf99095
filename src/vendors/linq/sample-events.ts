import { randomUUID } from 'node:crypto';
import { at, list, text } from '../../definition/json.js';

/** The events that the simulated Linq can send about a message. */
export type LinqWebhookEvent = 'message.sent' | 'message.delivered' | 'message.read' | 'message.failed';

/** A call that sent a message, and its response. */
export interface SentMessage {
  readonly traceId: string;
  readonly answer: unknown;
}

/** The fields of the envelope of Linq's webhooks that are needed here. */
export interface LinqEvent {
  readonly event_id: string;
  readonly [field: string]: unknown;
}

/** The reasons of the codes that Linq's types contain for `message.failed`. */
const reasons: Readonly<Record<number, string>> = {
  3007: 'Maximum delivery attempts exceeded',
  4001: 'Delivery failed',
  4005: 'Recipient cannot be reached',
};

/** An event of a message, as the types of Linq's SDK describe it. */
export function linqEvent(type: LinqWebhookEvent, { traceId, answer }: SentMessage, failureCode: number): LinqEvent {
  const now = new Date().toISOString();
  const message = { id: text(at(answer, 'message', 'id')) ?? text(at(answer, 'chat', 'message', 'id')) };
  const chat = { id: text(at(answer, 'chat_id')) ?? text(at(answer, 'chat', 'id')) };
  const parts = list(at(answer, 'message', 'parts') ?? at(answer, 'chat', 'message', 'parts'));
  const failure = {
    code: failureCode,
    reason: reasons[failureCode] ?? 'Delivery failed',
    failed_at: now,
    message_id: message.id,
    chat_id: chat.id,
  };
  return {
    api_version: 'v3',
    webhook_version: '2026-02-03',
    event_type: type,
    event_id: randomUUID(),
    created_at: now,
    trace_id: traceId,
    partner_id: 'simulated-partner',
    data: type === 'message.failed' ? failure : messageData(type, message.id, chat.id, parts, now),
  };
}

function messageData(type: LinqWebhookEvent, id: string | undefined, chatId: string | undefined, parts: readonly unknown[], now: string): object {
  const owner = { id: randomUUID(), handle: '+12223334444', is_me: true, joined_at: now, service: 'iMessage' };
  return {
    id,
    chat: {
      id: chatId,
      is_group: false,
      owner_handle: owner,
      health_status: { status: 'HEALTHY', doc_url: 'https://docs.linqapp.com/', updated_at: now },
    },
    direction: 'outbound',
    parts,
    sender_handle: owner,
    service: 'iMessage',
    sent_at: now,
    delivered_at: type === 'message.sent' ? null : now,
    read_at: type === 'message.read' ? now : null,
  };
}
