import type { ErrorCategory, NormalizedCode, RequestEffect } from '../definition/vocabulary.js';

/**
 * What decided whether a retry can help, from the strongest to the weakest: the vendor's own word in the response (in its
 * body, else the header `x-should-retry`), the row of its code, its class, the HTTP status (a webhook has none, which counts as no); `network` where there was no
 * response.
 */
export type RetryBasis = 'vendor' | 'code' | 'class' | 'http_status' | 'network';

/** Where an error was seen: a response, one item of a bulk call's answer, no usable response, a webhook. */
export type ErrorOrigin = 'response' | 'item' | 'network' | 'webhook';

/** A vendor's error in the vocabulary that is the same for all vendors. */
export interface VendorError {
  /** The vendor's name, for example `linq`. */
  readonly vendor: string;
  /** What went wrong, for example `rate_limited`. */
  readonly code: NormalizedCode;
  /** The one category of `code`, for example `rate_limit`. */
  readonly category: ErrorCategory;
  /** Whether the same request, sent again unchanged, may succeed without anyone changing anything. */
  readonly retryable: boolean;
  /** What `retryable` rests on. */
  readonly retryBasis: RetryBasis;
  /** Whether the request may have taken effect. */
  readonly effect: RequestEffect;
  /**
   * Seconds to wait before a retry, the first that is known: `retry-after-ms`, `Retry-After`, the body's own wait,
   * `x-ratelimit-reset` (rate limits and quotas only) or `ratelimit-reset` (rate limits only), the row of the code. A time
   * from the response that is longer than three days is ignored.
   */
  readonly retryAfter?: number;
  /** The vendor's own code, numbers as text; at most 64 characters. */
  readonly nativeCode?: string;
  /** The vendor's own class, for example `1xxx` or `authentication_error`; at most 64 characters. */
  readonly nativeClass?: string;
  /** The request parameter that the vendor complains about; at most 128 characters. */
  readonly param?: string;
  /** The vendor's text: without phone numbers, e-mail addresses, keys and tokens, at most 256 characters. */
  readonly message?: string;
  /** The address of the vendor's page about the error: that of the response, else that of the code. */
  readonly docUrl?: string;
  /**
   * What to do about it beyond the first step of `code`, from the row of the native code, in one line: for people, in hooks and log events. Spans do not have it,
   * because they have the code, from which `explain` and the run-book find it.
   */
  readonly remedy?: string;
  /** The id that the vendor's support asks for, as it came. */
  readonly traceId?: string;
  /** Where the error was seen. */
  readonly origin: ErrorOrigin;
}
