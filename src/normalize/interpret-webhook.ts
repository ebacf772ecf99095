import { parseBodyOrText } from '../definition/body.js';
import { traceIdFromBody, usableId } from '../definition/trace-id.js';
import type { Vendor } from '../definition/vendor.js';
import type { WebhookKind } from '../definition/webhook.js';
import { attempt, translate } from './interpret.js';
import type { VendorError } from './vendor-error.js';

/** What a webhook means. */
export interface WebhookInterpretation {
  readonly kind: WebhookKind;
  readonly type: string | undefined;
  readonly id: string | undefined;
  readonly traceId: string | undefined;
  readonly messageId: string | undefined;
  /** When it happened, in milliseconds since the epoch. */
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

/** Finds out what a webhook means, whatever form its payload is in. Never throws: what cannot be read is unknown. */
export function interpretWebhook(vendor: Vendor, payload: unknown): WebhookInterpretation {
  return attempt(() => read(vendor, parseBodyOrText(payload))) ?? UNKNOWN;
}

function read(vendor: Vendor, body: unknown): WebhookInterpretation {
  const event = attempt(() => vendor.readWebhook?.(body)) ?? { kind: 'unknown' };
  const traceId = traceIdFromBody(vendor, body);
  const time = new Date(event.time ?? Number.NaN).getTime();
  // A failure event has no HTTP status of its own.
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
