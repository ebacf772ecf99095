import { at, codeText, text } from './json.js';
import type { RawError } from './readers.js';

/**
 * What an event says of a message: it is on its way (`sent`), arrived, was read, came in from the other side, or did
 * not arrive. `unknown` is every other event.
 */
export type WebhookKind = 'sent' | 'delivered' | 'read' | 'received' | 'failed' | 'unknown';

/** A webhook's event in the vendor's own words: what a webhook reader found, before it is translated. */
export interface RawWebhook {
  readonly kind: WebhookKind;
  /** The vendor's type of event, for example `message.failed`. */
  readonly type?: string | undefined;
  /** The vendor's id of the event: the same each time that it is delivered. */
  readonly id?: string | undefined;
  /** The id by which {@link VendorDefinition.messageId} finds the call; not needed where the trace id does. */
  readonly messageId?: string | undefined;
  /** When it happened, in ISO 8601 or in milliseconds since the epoch. */
  readonly time?: string | number | undefined;
  /** What went wrong, for the kind `failed`. */
  readonly error?: RawError | undefined;
}

/**
 * The envelope that the built-in vendors' events have in common: `{ event_type, event_id, created_at, data }`, for which
 * the others than Linq say `event` and `timestamp`, and messages.dev `delivery_id`.
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
