import type { HeaderValues } from '../common/headers.js';
import type { RenewalTime } from './renewal-time.js';
import type { NormalizedCode, RequestEffect } from './vocabulary.js';
import type { RawWebhook } from './webhook.js';

/** What the table of a vendor says about one of its error codes. */
export interface CodeRow {
  /** The code of the common vocabulary that it means. */
  readonly code: NormalizedCode;
  /** Whether the same request, sent again unchanged, may succeed without anyone changing anything. */
  readonly retryable: boolean;
  /** What the reader of an alert should do about it, in one line. */
  readonly remedy: string;
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

/** Where a vendor puts the id that its support asks for: a response header or a key of the body. */
export type TraceIdSource = { readonly header: string } | { readonly body: readonly string[] };

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
  /** The parsed JSON body, as far as it arrived; `undefined` where there is none or it is not JSON. */
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

/**
 * Everything that the plugin needs to know about a vendor: where its API is and how it reports errors.
 * Give it to {@link defineVendor}.
 */
export interface VendorDefinition {
  /** The vendor's name on spans and metrics, for example `linq`. */
  readonly name: string;
  /** The address of the vendor's document of its errors: the source of the table. */
  readonly documentation?: string;
  /**
   * The hosts of the vendor's API: `api.example.com`, `127.0.0.1:8080` (this port only) or `*.example.com`
   * (any subdomain). Only calls to these hosts are read.
   */
  readonly hosts: readonly string[];
  /** Where the trace id is; the first source that has one counts. @defaultValue none */
  readonly traceId?: readonly TraceIdSource[];
  /**
   * Finds the error in a response, or `undefined` where there is none to find. Called for every status from
   * 400 on, and for 2xx on `successRoutes`. May throw: it then counts as nothing found.
   */
  readonly readError: (response: VendorResponse) => RawError | undefined;
  /**
   * Finds the failed items in the 2xx answer to a bulk call on one of `successRoutes`. If nothing was accepted and nothing
   * failed, the answer is no bulk answer and `readError` is asked.
   */
  readonly readBulk?: (response: VendorResponse) => BulkOutcome | undefined;
  /**
   * Routes whose 2xx JSON answers can contain a failure, from the beginning of the path, in the syntax of `routes`:
   * `POST /api/v1/send`, `/api/hubspot/*`. No other 2xx answer is searched for errors. @defaultValue none
   */
  readonly successRoutes?: readonly string[];
  /**
   * The routes of the API: `{name}` matches one segment (`/v3/chats/{chatId}/messages`), `*` at the end matches the rest
   * (`/files/*`), and a method before the path restricts the route to it (`POST /v3/chats`). A call that matches one,
   * behind any base path, is named by its path on spans and metrics. @defaultValue none
   */
  readonly routes?: readonly string[];
  /**
   * Finds out what a webhook of the vendor says, for `recordWebhook`. The payload is parsed JSON. May throw: the event
   * then counts as unknown. @defaultValue every event is unknown
   */
  readonly readWebhook?: (payload: unknown) => RawWebhook | undefined;
  /**
   * Where 2xx answers have the id by which a later webhook names its message, as keys of the body, for example
   * `['message_id']`. @defaultValue none: webhooks are joined to their calls by the trace id
   */
  readonly messageId?: readonly string[];
  /**
   * The vendor's codes. A key with a placeholder, such as `{product}_not_enabled`, stands for every code
   * of that form.
   */
  readonly codes: Readonly<Record<string, CodeRow>>;
  /** Errors that the vendor sends without a code, by their exact text. @defaultValue none */
  readonly messages?: Readonly<Record<string, CodeRow>>;
  /** The vendor's classes of codes. @defaultValue none */
  readonly classes?: Readonly<Record<string, ClassRow>>;
}

/** What can be changed about a built-in vendor. */
export interface VendorOptions {
  /** The hosts to watch in place of the vendor's own, for a proxy, a staging system or a test. */
  readonly hosts?: readonly string[];
}

/** A vendor that the plugin can watch: made by {@link defineVendor}, or by `linq()` and its siblings. */
export interface Vendor extends VendorDefinition {
  readonly traceId: readonly TraceIdSource[];
  readonly successRoutes: readonly string[];
  readonly routes: readonly string[];
  readonly messages: Readonly<Record<string, CodeRow>>;
  readonly classes: Readonly<Record<string, ClassRow>>;
}

/**
 * Makes a vendor from its definition; the built-in vendors are made with it too.
 *
 * A definition that cannot work (a host with a scheme, a row with an unknown normalized code) is reported
 * through `diag` when the instrumentation is given the vendor, and never throws.
 *
 * @example
 * ```ts
 * const acme = defineVendor({
 *   name: 'acme',
 *   hosts: ['api.acme.test'],
 *   traceId: [{ header: 'X-Request-Id' }],
 *   readError: ({ body }) => ({ code: text(at(body, 'code')), message: text(at(body, 'detail')) }),
 *   codes: {
 *     too_fast: { code: 'rate_limited', retryable: true, remedy: 'Send fewer requests per second.' },
 *   },
 * });
 * ```
 */
export function defineVendor(definition: VendorDefinition): Vendor {
  return { traceId: [], successRoutes: [], routes: [], messages: {}, classes: {}, ...definition };
}
