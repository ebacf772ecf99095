import { at, codeText, text } from './json.js';
import type { RawError } from './readers.js';

/**
 * What happened to a message: it was sent, delivered, read, received from the other side, or it failed. All other
 * events are `unknown`.
 */
export type WebhookKind = 'sent' | 'delivered' | 'read' | 'received' | 'failed' | 'unknown';

/** A webhook's event in the vendor's own terms, as a webhook reader returns it. */
export interface RawWebhook {
  readonly kind: WebhookKind;
  /** The vendor's type of event, for example `message.failed`. */
  readonly type?: string | undefined;
  /** The vendor's id of the event. Every delivery of the event has the same id. */
  readonly id?: string | undefined;
  /**
   * The message id that joins the event to its call ({@link VendorDefinition.messageId}); not needed if the trace id
   * does.
   */
  readonly messageId?: string | undefined;
  /** The time of the event, in ISO 8601 or in milliseconds since the epoch. */
  readonly time?: string | number | undefined;
  /** What went wrong, for the kind `failed`. */
  readonly error?: RawError | undefined;
}

/**
 * The common envelope of the built-in vendors' events: `{ event_type, event_id, created_at, data }`. Vendors other than
 * Linq have `event` and `timestamp` instead, and messages.dev has `delivery_id`.
 */
export function readEventEnvelope(payload: unknown, kinds: Readonly<Record<string, WebhookKind>>): RawWebhook {
  const type = text(at(payload, 'event_type')) ?? text(at(payload, 'event')) ?? text(at(payload, 'type'));
  return {
    kind: type !== undefined && Object.hasOwn(kinds, type) ? (kinds[type] ?? 'unknown') : 'unknown',
    type,
    id: codeText(at(payload, 'event_id')) ?? codeText(at(payload, 'delivery_id')) ?? codeText(at(payload, 'id')),
    time: timeOf(at(payload, 'created_at')) ?? timeOf(at(payload, 'timestamp')),
  };
}

function timeOf(value: unknown): string | number | undefined {
  return typeof value === 'number' ? value : text(value);
}
