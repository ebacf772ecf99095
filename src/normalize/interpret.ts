import type { HeaderValues } from '../headers.js';
import { parseBody } from '../vendors/body.js';
import { list } from '../vendors/json.js';
import { canFailWithSuccess } from '../vendors/success-route.js';
import { messageIdFromBody, traceIdFromBody, traceIdFromHeaders } from '../vendors/trace-id.js';
import type { BulkOutcome, RawError, Vendor, VendorResponse } from '../vendors/vendor.js';
import { type Circumstances, classify } from './classify.js';
import { parseRetryAfter } from './retry-after.js';
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

/** Finds out what a vendor's response means. Never throws: what cannot be read is told by the HTTP status. */
export function interpret(vendor: Vendor, response: FinalResponse): Interpretation {
  const { status, headers, method, path } = response;
  const body = parseBody(response.body);
  const traceId = response.traceId ?? traceIdFromHeaders(vendor, headers) ?? traceIdFromBody(vendor, body);
  const answer: VendorResponse = { status, body, method, path };
  const retryAfter = () => parseRetryAfter(headers('retry-after')[0]);
  if (status >= 400) {
    const raw = attempt(() => vendor.readError(answer)) ?? {};
    return { traceId, error: classify(vendor, raw, { status, origin: 'response', retryAfter: retryAfter(), traceId }) };
  }
  if (status < 200 || status >= 300) return { traceId };
  const ids = { traceId, messageId: messageIdFromBody(vendor, body) };
  if (!canFailWithSuccess(vendor, method, path)) return ids;
  const bulk = attempt(() => readBulk(vendor, answer));
  if (bulk?.failed === 0) return ids;
  if (bulk !== undefined) return { ...ids, ...interpretBulk(vendor, bulk, { status, origin: 'item', traceId }) };
  const raw = attempt(() => vendor.readError(answer));
  if (raw === undefined) return ids;
  return { ...ids, error: classify(vendor, raw, { status, origin: 'response', retryAfter: retryAfter(), traceId }) };
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
  const errors = listed.map((raw) => classify(vendor, raw, circumstances));
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
