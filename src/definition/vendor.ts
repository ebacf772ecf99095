import type { ClassRow, CodeRow } from './code-row.js';
import type { BulkOutcome, RawError, VendorResponse } from './readers.js';
import type { RawWebhook } from './webhook.js';

/** Where a vendor puts the id that its support asks for: a response header or a key of the body. */
export type TraceIdSource = { readonly header: string } | { readonly body: readonly string[] };

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
   * The address of the page of one code, with `{code}` for the code: `https://docs.example.com/errors/{code}`. Errors whose
   * response contains no address get it as `docUrl`. @defaultValue none
   */
  readonly codePage?: string;
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
   * For a host that serves other APIs too: only calls whose whole path is one of `routes` are the vendor's, and all others are
   * left alone. @defaultValue false
   */
  readonly onlyRoutes?: boolean;
  /**
   * Finds out what a webhook of the vendor says, for `recordWebhook`; a list if a payload can contain several events. The
   * payload is parsed JSON, or text if it is a text or bytes but no JSON. May throw: the event is then unknown.
   * @defaultValue every event is unknown
   */
  readonly readWebhook?: (payload: unknown) => RawWebhook | readonly RawWebhook[] | undefined;
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
 * A vendor is plain data: `{ ...acme, hosts: ['127.0.0.1:8080'] }` is the same vendor on other hosts.
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
