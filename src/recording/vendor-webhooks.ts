import { type Span, trace } from '@opentelemetry/api';
import type { Vendor } from '../definition/vendor.js';
import type { WebhookKind } from '../definition/webhook.js';
import { interpretWebhook, type WebhookInterpretation } from '../normalize/interpret-webhook.js';
import type { VendorError } from '../normalize/vendor-error.js';
import { CallScope } from '../telemetry/call-scope.js';
import type { Counted, DeliveryOutcome } from '../telemetry/metrics.js';
import { notify } from '../telemetry/notify.js';
import * as telemetry from '../telemetry/span.js';
import { type Correlation, correlationKey } from '../webhooks/correlation.js';
import type { CorrelationEntry } from '../webhooks/correlation-store.js';
import { capturedMessage, type Recording, recordError } from './recording.js';

/** Options for recording a webhook. */
export interface WebhookOptions {
  /** The server span of the webhook's request. @defaultValue the active span */
  readonly span?: Span;
}

/** The result of `recordWebhook`. */
export interface WebhookRecord {
  /** What happened to the message; `unknown` for all other events. */
  readonly kind: WebhookKind;
  /** The error, for the kind `failed`. */
  readonly error?: VendorError;
  /** The vendor's trace id of the event, or of the call that it is joined to. */
  readonly traceId?: string;
  /** The vendor's id of the message, if the vendor joins events to calls by it: the id in the answer to the call. */
  readonly messageId?: string;
  /** The vendor's id of the event. */
  readonly eventId?: string;
  /**
   * Whether this event was recorded before. Your own handling may have failed at that time, because vendors deliver at
   * least once.
   */
  readonly duplicate: boolean;
  /** Whether the call that caused the event was found. The span then has a link to it. */
  readonly linked: boolean;
  /**
   * The other events, if the payload contains several. Failures come first, so this record is a failure if there is
   * one.
   */
  readonly others?: readonly WebhookRecord[];
}

/** The request that an event arrived with. */
interface EventRequest {
  readonly scope: CallScope;
  /** The calls that the span of the request links to. */
  readonly linkedSpanIds: Set<string>;
  /** Whether to set this event on the span of the request, which has room for one. */
  readonly isFirst: boolean;
}

const outcomes: Partial<Record<WebhookKind, DeliveryOutcome>> = { delivered: 'delivered', failed: 'failed' };

/** Follows the webhooks of the configured vendors, from the payload to telemetry. */
export class VendorWebhooks {
  readonly #vendors: readonly Vendor[];
  readonly #correlation: Correlation;
  readonly #recording: Recording;
  #reportedUnknown = false;

  constructor(vendors: readonly Vendor[], correlation: Correlation, recording: Recording) {
    this.#vendors = vendors;
    this.#correlation = correlation;
    this.#recording = recording;
  }

  async record(vendorName: string, payload: unknown, options: WebhookOptions): Promise<WebhookRecord> {
    const vendor = this.#vendors.find(({ name }) => name === vendorName);
    if (vendor === undefined) {
      this.#reportUnknown(vendorName);
      return { kind: 'unknown', duplicate: false, linked: false };
    }
    const events = interpretWebhook(vendor, payload);
    // Read the active span before the first `await`, because it belongs to the caller only now.
    const scope = new CallScope(options.span ?? trace.getActiveSpan());
    telemetry.describeWebhook(scope.span, vendor.name, events[0]);
    const linkedSpanIds = new Set<string>();
    const [record, ...others] = await Promise.all(
      events.map((event) => this.#recordEvent(vendor, event, { scope, linkedSpanIds, isFirst: event === events[0] })),
    );
    return { ...(record as WebhookRecord), ...(others.length > 0 && { others }) };
  }

  async #recordEvent(
    vendor: Vendor,
    event: WebhookInterpretation,
    { scope, linkedSpanIds, isFirst }: EventRequest,
  ): Promise<WebhookRecord> {
    const { span } = scope;
    const counted = { context: scope.context, vendor };
    const message = event.error && capturedMessage(this.#recording.reporting, event.error);
    if (event.error !== undefined && isFirst) telemetry.describeWebhookError(span, event.error, message);
    const [isNew, call] = await Promise.all([
      this.#isNew(vendor, event),
      this.#correlation.recall(keysOf(vendor, event)),
    ]);
    if (call !== undefined && !linkedSpanIds.has(call.spanId)) {
      linkedSpanIds.add(call.spanId);
      telemetry.linkCall(span, call);
    }
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
      ...(event.messageId !== undefined && { messageId: event.messageId }),
      ...(event.id !== undefined && { eventId: event.id }),
      duplicate: !isNew,
      linked: call !== undefined,
    };
  }

  /** Reports an unknown vendor once, because the name may come from a URL that anybody can call. */
  #reportUnknown(vendorName: string): void {
    if (this.#reportedUnknown) return;
    this.#reportedUnknown = true;
    const known = this.#vendors.map(({ name }) => `'${name}'`).join(', ');
    const given = JSON.stringify(String(vendorName).slice(0, 64));
    notify(
      'VENDOR_ERRORS_UNKNOWN_VENDOR',
      `recordWebhook(${given}, …) names an unknown vendor; the configured vendors are: ${known}`,
    );
  }

  /** The key of an event. Without an id, it is identified by its kind and its message. */
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

/** The time from the call to the event, with this host's clock if the vendor's time is impossible. */
function secondsUntil(start: number, time: number | undefined): number {
  const now = Date.now();
  const end = time !== undefined && time >= start && time <= now ? time : now;
  return Math.max(0, end - start) / 1000;
}

function keysOf(vendor: Vendor, { messageId, traceId }: WebhookInterpretation): string[] {
  return [messageId, traceId].flatMap((id) => (id === undefined ? [] : [correlationKey(vendor, id)]));
}
