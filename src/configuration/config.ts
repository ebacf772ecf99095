import type { Span } from '@opentelemetry/api';
import type { Vendor } from '../definition/vendor.js';
import type { VendorError } from '../normalize/vendor-error.js';
import type { CorrelationStore } from '../webhooks/correlation-store.js';

/** The information that is available as soon as a vendor has answered. */
export interface VendorResponseInfo {
  /** The vendor's name. */
  readonly vendor: string;
  /** The id that the vendor's support asks for, if the response contains one. */
  readonly traceId: string | undefined;
  /** The HTTP status code. */
  readonly status: number;
}

/** How errors are reported: the part of the configuration that every call uses. */
export interface Reporting {
  /**
   * Whether the vendor's text is captured, redacted and cut to 256 characters. A function receives that text and
   * returns the text to capture, or `undefined` to capture nothing. @defaultValue `true`
   */
  readonly captureMessage: boolean | ((redacted: string) => string | undefined);
  /**
   * Called once per answered call, as soon as the trace id is known. Errors that it throws are reported through `diag`.
   */
  readonly responseHook?: ((span: Span, response: VendorResponseInfo) => void) | undefined;
  /** Called once per error and per failed item of a bulk call. Errors that it throws are reported through `diag`. */
  readonly errorHook?: ((span: Span, error: VendorError) => void) | undefined;
}

/** The options of `VendorErrorsInstrumentation`. All are optional. */
export interface VendorErrorsConfig extends Partial<Reporting> {
  /** Whether the instrumentation starts enabled. @defaultValue `true` */
  enabled?: boolean;
  /** The vendors to watch. This list replaces the built-in one. @defaultValue all built-in vendors */
  vendors?: readonly Vendor[];
  /**
   * How many bytes of a response body are read, before and after decompression. Through `node:http` at most 49152,
   * because it reads only so much from the socket while the body is unread. @defaultValue 65536
   */
  maxBodyBytes?: number;
  /**
   * If the application aborts a call that was unanswered for this many milliseconds, the error is `timeout`. An earlier
   * abort is the application's decision and not an error. SDKs such as Linq's, and ky, report their own timeouts as an
   * abort without a reason. `Infinity` turns this off. @defaultValue 10000
   */
  unansweredTimeoutMillis?: number;
  /**
   * Whether calls are remembered for 72 hours, so that `recordWebhook` can join webhooks to them. `true` keeps the latest
   * 100,000 calls in the memory of this process; `{ store }` keeps them in a store that several processes share.
   * @defaultValue `false`
   */
  webhooks?: boolean | WebhooksConfig;
  /**
   * Whether each error is also written as a log event `vendor_api.error`, with the context of its call, so that the
   * vendor's trace id can be found even if the call was not sampled. It goes to the logger provider of the SDK.
   * @defaultValue `false`
   */
  logs?: boolean;
}

/** How calls are remembered for their webhooks. */
export interface WebhooksConfig {
  /** For example `redisCorrelationStore(client)`. */
  readonly store: CorrelationStore;
}

/** The default of {@link VendorErrorsConfig.maxBodyBytes}. */
export const DEFAULT_MAX_BODY_BYTES = 65_536;

/** The default of {@link VendorErrorsConfig.unansweredTimeoutMillis}. */
export const DEFAULT_UNANSWERED_TIMEOUT_MILLIS = 10_000;
