import { parseBodyOrText } from '../definition/body.js';
import { traceIdFromBody, usableId } from '../definition/trace-id.js';
import type { Vendor } from '../definition/vendor.js';
import type { RawWebhook, WebhookKind } from '../definition/webhook.js';
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

/** What a reader finds in a payload that is no event. */
const NOTHING: RawWebhook = { kind: 'unknown' };

const UNKNOWN: WebhookInterpretation = {
  kind: 'unknown',
  type: undefined,
  id: undefined,
  traceId: undefined,
  messageId: undefined,
  time: undefined,
  error: undefined,
};

/** No vendor puts more events into one payload; further events are ignored. */
const MAX_EVENTS = 1000;

/** The events of a payload, at least one. Failures come first, because a span has room for one event. */
export type WebhookEvents = readonly [WebhookInterpretation, ...WebhookInterpretation[]];

/** Interprets a webhook with a payload in any form. Never throws: unreadable events are unknown. */
export function interpretWebhook(vendor: Vendor, payload: unknown): WebhookEvents {
  return attempt(() => read(vendor, parseBodyOrText(payload))) ?? [UNKNOWN];
}

function read(vendor: Vendor, body: unknown): WebhookEvents {
  const found = attempt(() => vendor.readWebhook?.(body));
  const events: readonly (RawWebhook | undefined)[] = Array.isArray(found) ? found : [found];
  const traceId = traceIdFromBody(vendor, body);
  const meant = events.map((event) => attempt(() => interpretEvent(vendor, event ?? NOTHING, traceId)) ?? UNKNOWN);
  const isFailure = ({ kind }: WebhookInterpretation) => kind === 'failed';
  const [first, ...others] = [...meant.filter(isFailure), ...meant.filter((event) => !isFailure(event))];
  return [first ?? interpretEvent(vendor, NOTHING, traceId), ...others.slice(0, MAX_EVENTS - 1)];
}

function interpretEvent(vendor: Vendor, event: RawWebhook, traceId: string | undefined): WebhookInterpretation {
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
