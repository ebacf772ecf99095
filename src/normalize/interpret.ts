import type { HeaderValues } from '../common/headers.js';
import { parseBody } from '../definition/body.js';
import { list } from '../definition/json.js';
import type { BulkOutcome, RawError, VendorResponse } from '../definition/readers.js';
import { canFailWithSuccess } from '../definition/success-route.js';
import { messageIdFromBody, traceIdFromBody, traceIdFromHeaders } from '../definition/trace-id.js';
import type { Vendor } from '../definition/vendor.js';
import { type Circumstances, classify } from './classify.js';
import type { VendorError } from './vendor-error.js';

/** A final HTTP response, from whichever client. */
export interface FinalResponse {
  readonly status: number;
  readonly headers: HeaderValues;
  /** As the headers have it, where somebody has looked already. */
  readonly traceId?: string | undefined;
  /** Parsed JSON, text or bytes. */
  readonly body: unknown;
  readonly method?: string | undefined;
  readonly path?: string | undefined;
}

/** The failed items of a bulk call. */
export interface BulkErrors {
  /** How many items failed; more than `errors` has where the list was cut. */
  readonly failed: number;
  readonly errors: readonly VendorError[];
}

/** What a response means. */
export interface Interpretation {
  readonly traceId?: string | undefined;
  /** The id by which later webhooks name what a 2xx answer is about. */
  readonly messageId?: string | undefined;
  /** The error of the call as a whole. */
  readonly error?: VendorError | undefined;
  /** The failed items of a bulk call, whether or not the call as a whole failed. */
  readonly bulk?: BulkErrors | undefined;
}

/** No vendor takes more items in one request; a larger count in an answer is not believed. */
const MAX_ITEMS = 100_000;

/** Finds out what a vendor's response means. Never throws: what cannot be read is classified by the HTTP status. */
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

/** A reader may hand on what it was given, and a definition may be wrong: the HTTP status is right all the same. */
export function translate(vendor: Vendor, raw: RawError, circumstances: Circumstances): VendorError {
  return attempt(() => classify(vendor, raw, circumstances)) ?? classify(vendor, {}, circumstances);
}

/** The outcome of a bulk call, with at least one item; readers of JavaScript may return anything. */
function readBulk(vendor: Vendor, answer: VendorResponse): BulkOutcome | undefined {
  const outcome = vendor.readBulk?.(answer);
  if (typeof outcome !== 'object' || outcome === null) return undefined;
  const errors = list(outcome.errors).map((raw) => (typeof raw === 'object' ? (raw ?? {}) : {}));
  const counted = outcome.failed > 0 ? Math.min(Math.trunc(outcome.failed), MAX_ITEMS) : 0;
  const failed = Math.max(errors.length, counted);
  const { accepted } = outcome;
  return failed > 0 || (accepted !== undefined && accepted > 0) ? { accepted, failed, errors } : undefined;
}

/** A bulk call failed as a whole only if nothing was accepted; its error is then the first item's. */
function interpretBulk(vendor: Vendor, bulk: BulkOutcome, circumstances: Circumstances): Interpretation {
  const allItemsFailed = bulk.accepted === 0;
  // Without a list, one error stands for all.
  const listed: readonly RawError[] = allItemsFailed && bulk.errors.length === 0 ? [{}] : bulk.errors;
  const errors = listed.map((raw) => translate(vendor, raw, circumstances));
  return { error: allItemsFailed ? errors[0] : undefined, bulk: { failed: bulk.failed, errors } };
}

/** A reader may meet anything in a body; a reader that throws has found nothing. */
export function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
