import type { ClassRow, CodeRow } from './code-row.js';
import type { BulkOutcome, RawError, VendorResponse } from './readers.js';
import type { RawWebhook } from './webhook.js';

/** Where a vendor's responses have the id that its support asks for: in a header, or in the body at a path of keys. */
export type TraceIdSource = { readonly header: string } | { readonly body: readonly string[] };

/**
 * Everything that the plugin needs to know about a vendor: where its API is and how it reports errors. Pass it to
 * {@link defineVendor}.
 */
export interface VendorDefinition {
  /** The vendor's name on spans and metrics, for example `linq`. */
  readonly name: string;
  /** The address of the vendor's documentation of errors, which is the source of the table. */
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
  /** Where the trace id is. The first source with a value applies. @defaultValue none */
  readonly traceId?: readonly TraceIdSource[];
  /**
   * Finds the error in a response, or returns `undefined` if there is none. It is called for every status from 400 on,
   * and for 2xx on `successRoutes`. If it throws, it has found nothing.
   */
  readonly readError: (response: VendorResponse) => RawError | undefined;
  /**
   * Finds the failed items in the 2xx response to a bulk call on one of `successRoutes`. If nothing was accepted and
   * nothing failed, the response is not a bulk response and `readError` is called.
   */
  readonly readBulk?: (response: VendorResponse) => BulkOutcome | undefined;
  /**
   * Routes whose 2xx JSON responses can contain a failure, from the beginning of the path, in the syntax of `routes`:
   * `POST /api/v1/send`, `/api/hubspot/*`. Other 2xx responses are not searched for errors. @defaultValue none
   */
  readonly successRoutes?: readonly string[];
  /**
   * The routes of the API. `{name}` matches one segment (`/v3/chats/{chatId}/messages`), `*` at the end matches the
   * rest (`/files/*`), and a method before the path restricts the route to it (`POST /v3/chats`). If a call matches a
   * route, behind any base path, spans and metrics have the route as `url.template`. @defaultValue none
   */
  readonly routes?: readonly string[];
  /**
   * Whether only calls whose whole path matches one of `routes` are watched, for a host that also serves other APIs.
   * @defaultValue false
   */
  readonly onlyRoutes?: boolean;
  /**
   * Reads a webhook of the vendor, for `recordWebhook`. Returns a list if a payload can contain several events. The payload
   * is parsed JSON, or text if it is a string or bytes without JSON. If it throws, the event is unknown.
   * @defaultValue every event is unknown
   */
  readonly readWebhook?: (payload: unknown) => RawWebhook | readonly RawWebhook[] | undefined;
  /**
   * The keys of the message id in the bodies of 2xx responses, for example `['message_id']`. Later webhooks contain
   * that id. @defaultValue none: webhooks are joined to their calls by the trace id
   */
  readonly messageId?: readonly string[];
  /** The vendor's codes. A key with a placeholder, such as `{product}_not_enabled`, matches every code of that form. */
  readonly codes: Readonly<Record<string, CodeRow>>;
  /** Errors that the vendor sends without a code, by their exact text. @defaultValue none */
  readonly messages?: Readonly<Record<string, CodeRow>>;
  /** The vendor's classes of codes. @defaultValue none */
  readonly classes?: Readonly<Record<string, ClassRow>>;
}

/** What can be changed about a built-in vendor. */
export interface VendorOptions {
  /** The hosts to watch instead of the vendor's own, for a proxy, a staging system or a test. */
  readonly hosts?: readonly string[];
}

/** A vendor that the plugin can watch, created by {@link defineVendor} or by a factory such as `linq()`. */
export interface Vendor extends VendorDefinition {
  readonly traceId: readonly TraceIdSource[];
  readonly successRoutes: readonly string[];
  readonly routes: readonly string[];
  readonly messages: Readonly<Record<string, CodeRow>>;
  readonly classes: Readonly<Record<string, ClassRow>>;
}

/**
 * Creates a vendor from its definition. The built-in vendors are created in the same way.
 *
 * Mistakes in a definition, such as a host with a scheme or a row with an unknown normalized code, are reported through
 * `diag` when the instrumentation receives the vendor. Nothing is thrown.
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
