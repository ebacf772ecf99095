import type { HeaderValues } from '../common/headers.js';
import { parseBody } from '../definition/body.js';
import { list } from '../definition/json.js';
import type { BulkOutcome, RawError, VendorResponse } from '../definition/readers.js';
import { canFailWithSuccess } from '../definition/success-route.js';
import { messageIdFromBody, traceIdFromBody, traceIdFromHeaders } from '../definition/trace-id.js';
import type { Vendor } from '../definition/vendor.js';
import { type Circumstances, classify } from './classify.js';
import type { VendorError } from './vendor-error.js';

/** A final HTTP response of any client. */
export interface FinalResponse {
  readonly status: number;
  readonly headers: HeaderValues;
  /** The trace id in the headers, if it was already read. */
  readonly traceId?: string | undefined;
  /** Parsed JSON, text or bytes. */
  readonly body: unknown;
  readonly method?: string | undefined;
  readonly path?: string | undefined;
}

/** The failed items of a bulk call. */
export interface BulkErrors {
  /** How many items failed; more than the length of `errors` if the list was cut. */
  readonly failed: number;
  readonly errors: readonly VendorError[];
}

/** The meaning of a response. */
export interface Interpretation {
  readonly traceId?: string | undefined;
  /** The message id in a 2xx response, which later webhooks contain. */
  readonly messageId?: string | undefined;
  /** The error of the whole call. */
  readonly error?: VendorError | undefined;
  /** The failed items of a bulk call, whether or not the whole call failed. */
  readonly bulk?: BulkErrors | undefined;
}

/** No vendor accepts more items in one request; a larger count in a response is ignored. */
const MAX_ITEMS = 100_000;

/** Interprets a vendor's response. Never throws: unreadable responses are classified by the HTTP status. */
export function interpret(vendor: Vendor, response: FinalResponse): Interpretation {
  const { status, headers, method, path } = response;
  const body = attempt(() => parseBody(response.body, headers));
  const traceId =
    response.traceId ?? attempt(() => traceIdFromHeaders(vendor, headers) ?? traceIdFromBody(vendor, body));
  const answer: VendorResponse = { status, headers: (name) => headers(name.toLowerCase()), body, method, path };
  const whole: Circumstances = { status, origin: 'response', headers, method, traceId };
  if (status >= 400) {
    return { traceId, error: translate(vendor, attempt(() => vendor.readError(answer)) ?? {}, whole) };
  }
  if (!(status >= 200 && status < 300)) return { traceId };
  const ids = { traceId, messageId: attempt(() => messageIdFromBody(vendor, body)) };
  if (!attempt(() => canFailWithSuccess(vendor, method, path))) return ids;
  const bulk = attempt(() => readBulk(vendor, answer));
  if (bulk?.failed === 0) return ids;
  if (bulk !== undefined)
    return { ...ids, ...interpretBulk(vendor, bulk, { status, origin: 'item', method, traceId }) };
  const raw = attempt(() => vendor.readError(answer));
  return raw == null ? ids : { ...ids, error: translate(vendor, raw, whole) };
}

/** Ignore the failures of a reader or definition, because the HTTP status can still be classified. */
export function translate(vendor: Vendor, raw: RawError, circumstances: Circumstances): VendorError {
  return attempt(() => classify(vendor, raw, circumstances)) ?? classify(vendor, {}, circumstances);
}

/** The outcome of a bulk call with at least one item. Readers in JavaScript may return anything. */
function readBulk(vendor: Vendor, answer: VendorResponse): BulkOutcome | undefined {
  const outcome = vendor.readBulk?.(answer);
  if (typeof outcome !== 'object' || outcome === null) return undefined;
  const errors = list(outcome.errors).map((raw) => (typeof raw === 'object' ? (raw ?? {}) : {}));
  const counted = outcome.failed > 0 ? Math.min(Math.trunc(outcome.failed), MAX_ITEMS) : 0;
  const failed = Math.max(errors.length, counted);
  const { accepted } = outcome;
  return failed > 0 || (accepted !== undefined && accepted > 0) ? { accepted, failed, errors } : undefined;
}

/** A bulk call failed completely only if nothing was accepted. Its error is then the first item's. */
function interpretBulk(vendor: Vendor, bulk: BulkOutcome, circumstances: Circumstances): Interpretation {
  const allItemsFailed = bulk.accepted === 0;
  // Without a list, one error represents all items.
  const listed: readonly RawError[] = allItemsFailed && bulk.errors.length === 0 ? [{}] : bulk.errors;
  const errors = listed.map((raw) => translate(vendor, raw, circumstances));
  return { error: allItemsFailed ? errors[0] : undefined, bulk: { failed: bulk.failed, errors } };
}

/** Calls a reader. A reader that throws has found nothing. */
export function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
