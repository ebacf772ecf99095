import type { Attributes, Context, Counter, Histogram, Meter } from '@opentelemetry/api';
import type { Vendor } from '../definition/vendor.js';
import { findRow } from '../normalize/find-row.js';
import type { VendorError } from '../normalize/vendor-error.js';
import * as semconv from './semconv.js';

/**
 * The data of a call or webhook for metrics. Every value comes from a table or the configuration, so the number of
 * series is bounded.
 */
export interface Counted {
  /** The context with the span, for exemplars and logs. */
  readonly context: Context;
  readonly vendor: Vendor;
  /** The host of the call; `undefined` for a webhook. */
  readonly serverAddress?: string;
  readonly status?: number | undefined;
  /** The vendor's route. */
  readonly template?: string | undefined;
}

/** The outcome of a message that the vendor accepted. */
export type DeliveryOutcome = 'delivered' | 'failed';

/** From one second to three days: rate limits request seconds, daily allowances hours, and deliveries may take days. */
const SECONDS_TO_DAYS = [1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 21_600, 86_400, 259_200];

/** The instruments of one meter. Attributes are set in the order of their names, because the SDK sorts them. */
export class VendorMetrics {
  readonly #requests: Counter;
  readonly #errors: Counter;
  readonly #retryAfter: Histogram;
  readonly #wastedRetries: Counter;
  readonly #deliveryDuration: Histogram;

  constructor(meter: Meter) {
    this.#requests = meter.createCounter(semconv.METRIC_VENDOR_API_CLIENT_REQUESTS, {
      unit: '{request}',
      description: 'Finished calls to vendor APIs.',
    });
    this.#errors = meter.createCounter(semconv.METRIC_VENDOR_API_CLIENT_ERRORS, {
      unit: '{error}',
      description: 'Errors of vendor APIs, by normalized class.',
    });
    this.#retryAfter = meter.createHistogram(semconv.METRIC_VENDOR_API_CLIENT_RETRY_AFTER, {
      unit: 's',
      description: 'Time to wait before a retry, as requested by vendor APIs.',
      advice: { explicitBucketBoundaries: SECONDS_TO_DAYS },
    });
    this.#wastedRetries = meter.createCounter(semconv.METRIC_VENDOR_API_CLIENT_WASTED_RETRIES, {
      unit: '{retry}',
      description: 'Retries that failed with a non-retryable error.',
    });
    this.#deliveryDuration = meter.createHistogram(semconv.METRIC_VENDOR_API_CLIENT_DELIVERY_DURATION, {
      unit: 's',
      description: 'Time from a call until a webhook reports the outcome.',
      advice: { explicitBucketBoundaries: SECONDS_TO_DAYS },
    });
  }

  /** Counts a retry that failed with a non-retryable error. */
  countWastedRetry({ context }: Counted, error: VendorError): void {
    this.#wastedRetries.add(1, classOf(error), context);
  }

  /** Counts a finished call, failed (with its `error.type`) or not. */
  countRequest(call: Counted, errorType: string | undefined): void {
    const attributes: Attributes = {};
    if (errorType !== undefined) attributes[semconv.ATTR_ERROR_TYPE] = errorType;
    setPlace(attributes, call);
    attributes[semconv.ATTR_VENDOR_API_CALL_OUTCOME] = outcomeOf(call, errorType);
    attributes[semconv.ATTR_VENDOR_API_NAME] = call.vendor.name;
    this.#requests.add(1, attributes, call.context);
  }

  /** Counts an error, and records its wait before a retry. */
  countError(counted: Counted, error: VendorError): void {
    const attributes: Attributes = {};
    setPlace(attributes, counted);
    attributes[semconv.ATTR_VENDOR_API_ERROR_CATEGORY] = error.category;
    attributes[semconv.ATTR_VENDOR_API_ERROR_CODE] = error.code;
    attributes[semconv.ATTR_VENDOR_API_ERROR_EFFECT] = error.effect;
    if (error.nativeCode !== undefined) {
      const row = findRow(counted.vendor, error.nativeCode);
      attributes[semconv.ATTR_VENDOR_API_ERROR_NATIVE_CODE] = row?.key ?? semconv.OTHER;
    }
    attributes[semconv.ATTR_VENDOR_API_ERROR_ORIGIN] = error.origin;
    attributes[semconv.ATTR_VENDOR_API_ERROR_RETRYABLE] = error.retryable;
    attributes[semconv.ATTR_VENDOR_API_NAME] = counted.vendor.name;
    this.#errors.add(1, attributes, counted.context);
    if (error.retryAfter !== undefined) this.#retryAfter.record(error.retryAfter, classOf(error), counted.context);
  }

  /** Records the time until a message was delivered or failed. */
  recordDelivery({ context, vendor }: Counted, outcome: DeliveryOutcome, seconds: number): void {
    const attributes = {
      [semconv.ATTR_VENDOR_API_NAME]: vendor.name,
      [semconv.ATTR_VENDOR_API_DELIVERY_OUTCOME]: outcome,
    };
    this.#deliveryDuration.record(seconds, attributes, context);
  }
}

/** How a call ended. */
export type CallOutcome = 'answered' | 'failed' | 'aborted';

function outcomeOf({ status }: Counted, errorType: string | undefined): CallOutcome {
  if (status !== undefined) return 'answered';
  return errorType === undefined ? 'aborted' : 'failed';
}

function classOf({ vendor, code }: VendorError): Attributes {
  return { [semconv.ATTR_VENDOR_API_NAME]: vendor, [semconv.ATTR_VENDOR_API_ERROR_CODE]: code };
}

/** Sets the attributes of the host, the route and the status. */
export function setPlace(attributes: Attributes, { serverAddress, status, template }: Counted): void {
  if (status !== undefined) attributes[semconv.ATTR_HTTP_RESPONSE_STATUS_CODE] = status;
  if (serverAddress !== undefined) attributes[semconv.ATTR_SERVER_ADDRESS] = serverAddress;
  if (template !== undefined) attributes[semconv.ATTR_URL_TEMPLATE] = template;
}
