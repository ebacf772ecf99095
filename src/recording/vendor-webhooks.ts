import { diag, type Span, trace } from '@opentelemetry/api';
import type { Vendor } from '../definition/vendor.js';
import type { WebhookKind } from '../definition/webhook.js';
import { interpretWebhook, type WebhookInterpretation } from '../normalize/interpret-webhook.js';
import type { VendorError } from '../normalize/vendor-error.js';
import { CallScope } from '../telemetry/call-scope.js';
import type { Counted, DeliveryOutcome } from '../telemetry/metrics.js';
import * as telemetry from '../telemetry/span.js';
import { type Correlation, correlationKey } from '../webhooks/correlation.js';
import type { CorrelationEntry } from '../webhooks/correlation-store.js';
import { capturedMessage, type Recording, recordError } from './recording.js';

/** How a webhook is recorded. */
export interface WebhookOptions {
  /** The server span of the webhook's request. @defaultValue the active span */
  readonly span?: Span;
}

/** What `recordWebhook` understood. */
export interface WebhookRecord {
  /** What the event says of a message; `unknown` for every other event. */
  readonly kind: WebhookKind;
  /** What went wrong, for the kind `failed`. */
  readonly error?: VendorError;
  /** The vendor's trace id, of the event or of the call that it is joined to. */
  readonly traceId?: string;
  /** The vendor's id of the event. */
  readonly eventId?: string;
  /** Whether this event was recorded before. Your own handling may still have failed then: vendors deliver at least once. */
  readonly duplicate: boolean;
  /** Whether the call that caused it was found; the span then has a link to it. */
  readonly linked: boolean;
  /** The other events, if the payload contains several. Failures come first, so this record is of one if there is any. */
  readonly others?: readonly WebhookRecord[];
}

const outcomes: Partial<Record<WebhookKind, DeliveryOutcome>> = { delivered: 'delivered', failed: 'failed' };

/** Follows the webhooks of the configured vendors: from the payload to telemetry. */
export class VendorWebhooks {
  readonly #vendors: readonly Vendor[];
  readonly #correlation: Correlation;
  readonly #recording: Recording;
  #toldUnknown = false;

  constructor(vendors: readonly Vendor[], correlation: Correlation, recording: Recording) {
    this.#vendors = vendors;
    this.#correlation = correlation;
    this.#recording = recording;
  }

  async record(vendorName: string, payload: unknown, options: WebhookOptions): Promise<WebhookRecord> {
    const vendor = this.#vendors.find(({ name }) => name === vendorName);
    if (vendor === undefined) {
      this.#tellUnknown(vendorName);
      return { kind: 'unknown', duplicate: false, linked: false };
    }
    const events = interpretWebhook(vendor, payload);
    // Before anything is waited for: the active span is that of the caller only now.
    const scope = new CallScope(options.span ?? trace.getActiveSpan());
    telemetry.describeWebhook(scope.span, vendor.name, events[0]);
    const [record, ...others] = await Promise.all(
      events.map((event) => this.#recordEvent(vendor, event, scope, event === events[0])),
    );
    return { ...(record as WebhookRecord), ...(others.length > 0 && { others }) };
  }

  /** @param isFirst - Whether the span of the request, which has room for one event, gets this one. */
  async #recordEvent(
    vendor: Vendor,
    event: WebhookInterpretation,
    scope: CallScope,
    isFirst: boolean,
  ): Promise<WebhookRecord> {
    const { span } = scope;
    const counted = { context: scope.context, vendor };
    const message = event.error && capturedMessage(this.#recording.reporting, event.error);
    if (event.error !== undefined && isFirst) telemetry.describeWebhookError(span, event.error, message);
    const [isNew, call] = await Promise.all([
      this.#isNew(vendor, event),
      this.#correlation.recall(keysOf(vendor, event)),
    ]);
    if (call !== undefined) telemetry.linkCall(span, call);
    const traceId = event.traceId ?? call?.vendorTraceId;
    if (isFirst && event.traceId === undefined && traceId !== undefined) telemetry.describeTraceId(span, traceId);
    const error = event.error && { ...event.error, ...(traceId !== undefined && { traceId }) };
    if (isNew) {
      scope.run(() => {
        if (error !== undefined) recordError(scope, counted, error, message, this.#recording);
        this.#countDelivery(counted, event, call);
      });
    }
    return {
      kind: event.kind,
      ...(error !== undefined && { error }),
      ...(traceId !== undefined && { traceId }),
      ...(event.id !== undefined && { eventId: event.id }),
      duplicate: !isNew,
      linked: call !== undefined,
    };
  }

  /** Once, for the name may come out of a URL that anybody can call. */
  #tellUnknown(vendorName: string): void {
    if (this.#toldUnknown) return;
    this.#toldUnknown = true;
    const known = this.#vendors.map(({ name }) => `'${name}'`).join(', ');
    const given = JSON.stringify(String(vendorName).slice(0, 64));
    diag.error(`vendor-errors: recordWebhook(${given}, …) names no configured vendor; these are: ${known}`);
  }

  /** An event without an id goes by what it says of its message. */
  async #isNew(vendor: Vendor, event: WebhookInterpretation): Promise<boolean> {
    const subject = event.messageId ?? event.traceId;
    const id = event.id ?? (subject && `${subject}:${event.type}:${event.kind}`);
    return id === undefined || this.#correlation.firstTime(correlationKey(vendor, id));
  }

  #countDelivery(counted: Counted, { kind, time }: WebhookInterpretation, call: CorrelationEntry | undefined): void {
    const outcome = outcomes[kind];
    if (outcome === undefined || call === undefined) return;
    this.#recording.metrics.current.recordDelivery(counted, outcome, secondsUntil(call.startTime, time));
  }
}

/** From the call to the event; by our clock where the vendor's cannot be right. */
function secondsUntil(start: number, time: number | undefined): number {
  const now = Date.now();
  const end = time !== undefined && time >= start && time <= now ? time : now;
  return Math.max(0, end - start) / 1000;
}

function keysOf(vendor: Vendor, { messageId, traceId }: WebhookInterpretation): string[] {
  return [messageId, traceId].flatMap((id) => (id === undefined ? [] : [correlationKey(vendor, id)]));
}
