import type { CodeRow } from '../../definition/code-row.js';
import { at, list, text } from '../../definition/json.js';
import type { RawError } from '../../definition/readers.js';
import type { RawWebhook, WebhookKind } from '../../definition/webhook.js';
import { codes } from './codes.js';
import { readError } from './envelope.js';

const FAILED = new Set<unknown>(['sending_failed', 'delivery_failed', 'expired']);

/**
 * `{ data: { event_type, id, occurred_at, payload: { id, to: [{ status }], errors: [] } } }`. A group message has several
 * recipients: it failed if it failed for one of them.
 *
 * @see https://developers.telnyx.com/docs/messaging/messages/receiving-webhooks
 */
export function readWebhook(payload: unknown): RawWebhook {
  const data = at(payload, 'data');
  const message = at(data, 'payload');
  const type = text(at(data, 'event_type'));
  const statuses = list(at(message, 'to')).map((recipient) => at(recipient, 'status'));
  const kind = kindOf(type, statuses);
  return {
    kind,
    type,
    id: text(at(data, 'id')),
    messageId: text(at(message, 'id')),
    time: text(at(data, 'occurred_at')),
    error: kind === 'failed' ? readFailure(message, statuses) : undefined,
  };
}

/** `delivery_unconfirmed` is neither a failure nor a delivery. */
function kindOf(type: string | undefined, statuses: readonly unknown[]): WebhookKind {
  if (type === 'message.received') return 'received';
  if (type !== 'message.sent' && type !== 'message.finalized') return 'unknown';
  if (statuses.some((status) => FAILED.has(status))) return 'failed';
  if (type === 'message.sent') return 'sent';
  if (statuses.length === 0) return 'unknown';
  if (statuses.every((status) => status === 'read')) return 'read';
  return statuses.every((status) => status === 'delivered' || status === 'read') ? 'delivered' : 'unknown';
}

function readFailure(message: unknown, statuses: readonly unknown[]): RawError {
  const error = readError(message);
  const fallbackCode = statuses.includes('expired') ? 'message_expired' : 'delivery_failed';
  if (statuses.every((status) => FAILED.has(status))) return { ...error, fallbackCode };
  // The others of the group may have the message, and would get it twice.
  return { ...error, row: { ...(rowOf(error.code) ?? { code: fallbackCode, retryable: false }), effect: 'possible' } };
}

function rowOf(code: string | undefined): CodeRow | undefined {
  const rows: Readonly<Record<string, CodeRow>> = codes();
  return code !== undefined && Object.hasOwn(rows, code) ? rows[code] : undefined;
}
