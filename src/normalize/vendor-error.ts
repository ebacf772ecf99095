import type { ErrorCategory, NormalizedCode, RequestEffect } from '../definition/vocabulary.js';

/**
 * What `retryable` is based on, from the highest priority to the lowest: the response (`vendor`: its body, else the
 * header `x-should-retry`), the row of its code, its class, the HTTP status (webhooks have none and are not retryable).
 * It is `network` if there was no response.
 */
export type RetryBasis = 'vendor' | 'code' | 'class' | 'http_status' | 'network';

/**
 * Where an error was seen: in a response, in one item of the response to a bulk call, in a call without a usable
 * response, or in a webhook.
 */
export type ErrorOrigin = 'response' | 'item' | 'network' | 'webhook';

/** A vendor's error in the common vocabulary. */
export interface VendorError {
  /** The vendor's name, for example `linq`. */
  readonly vendor: string;
  /** What went wrong, for example `rate_limited`. */
  readonly code: NormalizedCode;
  /** The one category of `code`, for example `rate_limit`. */
  readonly category: ErrorCategory;
  /** Whether the same request, sent again unchanged, may succeed without anyone changing anything. */
  readonly retryable: boolean;
  /** What `retryable` is based on. */
  readonly retryBasis: RetryBasis;
  /** Whether the request may have taken effect. */
  readonly effect: RequestEffect;
  /**
   * Seconds to wait before a retry, from the first known source: `retry-after-ms`, `Retry-After`, the body,
   * `x-ratelimit-reset` (rate limits and quotas only) or `ratelimit-reset` (rate limits only), the row of the code. A wait
   * of more than three days in the response is ignored.
   */
  readonly retryAfter?: number;
  /** The vendor's own code, at most 64 characters. Numbers are strings. */
  readonly nativeCode?: string;
  /** The vendor's own class, for example `1xxx` or `authentication_error`; at most 64 characters. */
  readonly nativeClass?: string;
  /** The request parameter that caused the error; at most 128 characters. */
  readonly param?: string;
  /** The vendor's text without phone numbers, e-mail addresses, keys and tokens; at most 256 characters. */
  readonly message?: string;
  /** The address of the vendor's page about the error, from the response or from the vendor's table. */
  readonly docUrl?: string;
  /**
   * What to do in addition to the first step of `code`, in one sentence from the row of the native code. Hooks and log
   * events have it. Spans do not, because `explain` and the run-book find it by the code.
   */
  readonly remedy?: string;
  /** The id that the vendor's support asks for, unchanged. */
  readonly traceId?: string;
  /** Where the error was seen. */
  readonly origin: ErrorOrigin;
}
