import type { Span } from '@opentelemetry/api';
import type { Vendor } from '../definition/vendor.js';
import type { VendorError } from '../normalize/vendor-error.js';
import type { CorrelationStore } from '../webhooks/correlation-store.js';

/** What is known when a vendor has answered. */
export interface VendorResponseInfo {
  /** The vendor's name. */
  readonly vendor: string;
  /** The id that the vendor's support asks for, where the response had one. */
  readonly traceId: string | undefined;
  /** The HTTP status code. */
  readonly status: number;
}

/** How errors are reported: the part of the configuration that every call uses. */
export interface Reporting {
  /**
   * Whether the vendor's text goes on the span: redacted and cut to 256 characters; or a function of that text
   * that returns what goes there. @defaultValue `true`
   */
  readonly captureMessage: boolean | ((redacted: string) => string | undefined);
  /** Called once per answered call, as soon as the trace id is known. What it throws goes to `diag`. */
  readonly responseHook?: ((span: Span, response: VendorResponseInfo) => void) | undefined;
  /** Called once per error, and once per failed item of a bulk call. What it throws goes to `diag`. */
  readonly errorHook?: ((span: Span, error: VendorError) => void) | undefined;
}

/** The options of `VendorErrorsInstrumentation`. All are optional. */
export interface VendorErrorsConfig extends Partial<Reporting> {
  /** Whether the instrumentation starts enabled. @defaultValue `true` */
  enabled?: boolean;
  /** The vendors to watch. @defaultValue all that are built in */
  vendors?: readonly Vendor[];
  /**
   * How much of a response's body is read, in bytes, compressed and inflated alike; through `node:http` at most 49152,
   * for it takes no more from the socket while nobody reads. @defaultValue 65536
   */
  maxBodyBytes?: number;
  /**
   * How long a vendor may leave a call unanswered, in milliseconds, until the application's abort is the error `timeout`;
   * an earlier abort is the application's own decision. SDKs such as Linq's and ky end calls that are over their own
   * timeout by an abort without a reason. `Infinity`: never. @defaultValue 10000
   */
  unansweredTimeoutMillis?: number;
  /**
   * Whether calls are remembered, for `recordWebhook` to join the vendors' webhooks to them: `true` in the memory of
   * this process, the latest 100,000 calls for 72 hours; `{ store }` where you say, for services of many processes.
   * @defaultValue `false`
   */
  webhooks?: boolean | WebhooksConfig;
  /**
   * Whether each error is also written as a log event `vendor_api.error`, with the context of its call: the vendor's
   * trace id is then found for calls that were not sampled, too. Goes to the logger provider of the SDK.
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
