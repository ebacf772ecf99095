import type { RenewalTime } from './renewal-time.js';
import type { NormalizedCode, RequestEffect } from './vocabulary.js';

/** What the table of a vendor says about one of its error codes. */
export interface CodeRow {
  /** The code of the common vocabulary that it means. */
  readonly code: NormalizedCode;
  /** Whether the same request, sent again unchanged, may succeed without anyone changing anything. */
  readonly retryable: boolean;
  /**
   * What the reader of an alert should do about it, in one line, if the vendor's documents add something to the first step
   * of the normalized code.
   */
  readonly remedy?: string;
  /** Seconds to wait before a retry, if the vendor documents them and the response contains none. */
  readonly retryAfter?: number;
  /** Whether the request may have taken effect, if the vendor documents it. @defaultValue derived from code and status */
  readonly effect?: RequestEffect;
  /** When the allowance that is used up renews: a retry then waits until that time, unless the response contains a wait. */
  readonly renews?: RenewalTime;
}

/** What a vendor says about a whole class of its codes, for codes that have no row of their own. */
export interface ClassRow {
  /** Whether errors of the class can be retried; absent where that depends on the code. */
  readonly retryable?: boolean;
}
