import { parseBody } from '../definition/body.js';
import { traceIdFromBody, usableId } from '../definition/trace-id.js';
import type { Vendor } from '../definition/vendor.js';
import type { WebhookKind } from '../definition/webhook.js';
import { attempt, translate } from './interpret.js';
import type { VendorError } from './vendor-error.js';

/** The meaning of a webhook. */
export interface WebhookInterpretation {
  readonly kind: WebhookKind;
  readonly type: string | undefined;
  readonly id: string | undefined;
  readonly traceId: string | undefined;
  readonly messageId: string | undefined;
  /** The time of the event, in milliseconds since the epoch. */
  readonly time: number | undefined;
  /** What went wrong, for the kind `failed`. */
  readonly error: VendorError | undefined;
}

const UNKNOWN: WebhookInterpretation = {
  kind: 'unknown',
  type: undefined,
  id: undefined,
  traceId: undefined,
  messageId: undefined,
  time: undefined,
  error: undefined,
};

/** Interprets a webhook with a payload in any form. Never throws: unreadable events are unknown. */
export function interpretWebhook(vendor: Vendor, payload: unknown): WebhookInterpretation {
  return attempt(() => read(vendor, parseBody(payload))) ?? UNKNOWN;
}

function read(vendor: Vendor, body: unknown): WebhookInterpretation {
  const event = attempt(() => vendor.readWebhook?.(body)) ?? { kind: 'unknown' };
  const traceId = traceIdFromBody(vendor, body);
  const time = new Date(event.time ?? Number.NaN).getTime();
  // A failure event has no HTTP status.
  const circumstances = { status: event.error?.status ?? 0, origin: 'webhook', traceId } as const;
  return {
    kind: event.kind,
    type: usableId(event.type),
    id: usableId(event.id),
    traceId,
    messageId: usableId(event.messageId),
    time: Number.isNaN(time) ? undefined : time,
    error: event.kind === 'failed' ? translate(vendor, event.error ?? {}, circumstances) : undefined,
  };
}
