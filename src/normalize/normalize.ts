import { type HeadersInput, headerValues } from '../headers.js';
import type { Vendor } from '../vendors/vendor.js';
import { type Interpretation, interpret } from './interpret.js';
import type { VendorError } from './vendor-error.js';

/** A vendor's HTTP response, in whatever form the application has it. */
export interface ResponseInput {
  /** The HTTP status code. */
  readonly status: number;
  /** A `Headers`, a plain object or pairs. @defaultValue none */
  readonly headers?: HeadersInput;
  /** Parsed JSON, text or bytes (not compressed). @defaultValue none */
  readonly body?: unknown;
  /** The path of the request without its query. @defaultValue any: 2xx answers are then looked at on every path */
  readonly path?: string;
  /** The method of the request. @defaultValue any */
  readonly method?: string;
}

function interpretInput(vendor: Vendor, response: ResponseInput): Interpretation {
  const { status, body, path, method } = response;
  return interpret(vendor, { status, headers: headerValues(response.headers), body, path, method });
}

/**
 * Translates a vendor's response into the common vocabulary: `undefined` where it is no error. For retry logic, logs
 * and tests; it needs no OpenTelemetry, has no side effects and never throws on anything that a vendor may send.
 *
 * A bulk call of which some items were taken is no error; {@link normalizeItems} has the failed ones.
 *
 * @example
 * ```ts
 * const error = normalize(linq(), { status: response.status, headers: response.headers, body: await response.text() });
 * if (error?.retryable) await sleep((error.retryAfter ?? 1) * 1000);
 * ```
 */
export function normalize(vendor: Vendor, response: ResponseInput): VendorError | undefined {
  return interpretInput(vendor, response).error;
}

/** The errors of the failed items in a 2xx answer to a bulk call; empty where there are none. */
export function normalizeItems(vendor: Vendor, response: ResponseInput): readonly VendorError[] {
  return interpretInput(vendor, response).bulk?.errors ?? [];
}
