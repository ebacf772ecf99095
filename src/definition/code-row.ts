import type { RenewalTime } from './renewal-time.js';
import type { NormalizedCode, RequestEffect } from './vocabulary.js';

/** The row of one error code in a vendor's table. */
export interface CodeRow {
  /** The code of the common vocabulary. */
  readonly code: NormalizedCode;
  /** Whether the same request, sent again unchanged, may succeed without anyone changing anything. */
  readonly retryable: boolean;
  /** What the reader of an alert should do, in one sentence, if it adds to the first step of the normalized code. */
  readonly remedy?: string;
  /** Seconds to wait before a retry, if the vendor documents them and the response contains none. */
  readonly retryAfter?: number;
  /** Whether the request may have taken effect, if the vendor documents it. @defaultValue derived from code and status */
  readonly effect?: RequestEffect;
  /** When a used-up allowance renews. A retry waits until that time, unless the response contains a wait. */
  readonly renews?: RenewalTime;
}

/** The row of a class of codes, for codes without their own row. */
export interface ClassRow {
  /** Whether errors of the class can be retried; absent if that depends on the code. */
  readonly retryable?: boolean;
}
