import type { HeaderValues } from '../common/headers.js';
import type { CodeRow } from './code-row.js';
import type { NormalizedCode } from './vocabulary.js';

/** A vendor's response in the form for envelope readers. */
export interface VendorResponse {
  /** The HTTP status code. */
  readonly status: number;
  /**
   * Returns the values of a response header in their order, by its name in any case; an empty list if it is absent.
   *
   * @example
   * ```ts
   * readError: ({ headers, body }) => ({ code: headers('X-Error-Code')[0], message: text(at(body, 'detail')) })
   * ```
   */
  readonly headers: HeaderValues;
  /** The parsed JSON body, as far as it arrived; `undefined` if it is missing or not JSON. */
  readonly body: unknown;
  /** The method of the request; `undefined` if it is unknown. */
  readonly method?: string | undefined;
  /** The path of the request without its query; `undefined` if it is unknown. */
  readonly path?: string | undefined;
}

/** One error in the vendor's own terms, as an envelope reader returns it. */
export interface RawError {
  /** The vendor's code. Numbers are strings. */
  readonly code?: string | undefined;
  /** The vendor's class of errors, for example `1xxx` or `authentication_error`. */
  readonly class?: string | undefined;
  /** The vendor's text. */
  readonly message?: string | undefined;
  /** The request parameter that caused the error. */
  readonly param?: string | undefined;
  /** Whether a retry can help, if the response contains it. */
  readonly retryable?: boolean | undefined;
  /** Seconds to wait, if the body contains them. */
  readonly retryAfter?: number | undefined;
  /** The HTTP status that the error corresponds to, for failures in a 2xx response. */
  readonly status?: number | undefined;
  /** The address of the vendor's page about the error: `https`, at most 256 characters. */
  readonly docUrl?: string | undefined;
  /** The normalized code if the code has no row. @defaultValue the normalized code of the HTTP status */
  readonly fallbackCode?: NormalizedCode | undefined;
  /** The row for this response, if the row of the table does not apply. @defaultValue the row of the code */
  readonly row?: CodeRow | undefined;
}

/** The outcome of a bulk call with a 2xx response in which some items may have failed. */
export interface BulkOutcome {
  /** How many items the vendor accepted; `undefined` if unknown. If it is 0, the whole call failed. */
  readonly accepted: number | undefined;
  /**
   * How many items failed. It can be more than the length of `errors`, because the vendor or the capture can cut the
   * list.
   */
  readonly failed: number;
  /** The errors of the failed items. */
  readonly errors: readonly RawError[];
}
