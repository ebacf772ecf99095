import type { HeaderValues } from '../common/headers.js';
import type { CodeRow } from './code-row.js';
import type { NormalizedCode } from './vocabulary.js';

/** A vendor's answer as an envelope reader sees it. */
export interface VendorResponse {
  /** The HTTP status code. */
  readonly status: number;
  /**
   * The values of a response header, in the order they came, by its name in any case; an empty list if it is absent.
   *
   * @example
   * ```ts
   * readError: ({ headers, body }) => ({ code: headers('X-Error-Code')[0], message: text(at(body, 'detail')) })
   * ```
   */
  readonly headers: HeaderValues;
  /** The parsed JSON body, as far as it arrived; `undefined` if there is none or it is not JSON. */
  readonly body: unknown;
  /** The method of the request; `undefined` where the caller does not know it. */
  readonly method?: string | undefined;
  /** The path of the request without its query; `undefined` where the caller does not know it. */
  readonly path?: string | undefined;
}

/** One error in the vendor's own words: what an envelope reader found, before it is translated. */
export interface RawError {
  /** The vendor's code, numbers as text. */
  readonly code?: string | undefined;
  /** The vendor's class of errors, for example `1xxx` or `authentication_error`. */
  readonly class?: string | undefined;
  /** The vendor's text for people. */
  readonly message?: string | undefined;
  /** The request parameter that the vendor complains about. */
  readonly param?: string | undefined;
  /** The vendor's own word on whether a retry can help. */
  readonly retryable?: boolean | undefined;
  /** Seconds to wait, from the body. */
  readonly retryAfter?: number | undefined;
  /** The HTTP status that the error stands for, for failures that come with a 2xx. */
  readonly status?: number | undefined;
  /** The address of the vendor's page about the error: `https`, at most 256 characters. */
  readonly docUrl?: string | undefined;
  /** What the error means if its code has no row. @defaultValue what the HTTP status means */
  readonly fallbackCode?: NormalizedCode | undefined;
  /** What the code means in this response, if its row in the table does not apply. @defaultValue the row of the code */
  readonly row?: CodeRow | undefined;
}

/** The outcome of a bulk call that answers 2xx although some of its items failed. */
export interface BulkOutcome {
  /** How many items the vendor accepted; `undefined` if it does not say. With 0, the call as a whole failed. */
  readonly accepted: number | undefined;
  /** How many items failed; may be more than `errors` contains, because the vendor or the capture cut the list. */
  readonly failed: number;
  /** The errors of the failed items. */
  readonly errors: readonly RawError[];
}
