import type { HeadersInput } from '../common/headers.js';

/** A vendor's HTTP response, in the form that the application has. */
export interface ResponseInput {
  /** The HTTP status code. */
  readonly status: number;
  /** A `Headers`, a plain object or pairs. @defaultValue none */
  readonly headers?: HeadersInput;
  /** Parsed JSON, text or bytes (not compressed). @defaultValue none */
  readonly body?: unknown;
  /** The path of the request without its query. @defaultValue any: 2xx responses are read on every path */
  readonly path?: string;
  /** The method of the request. @defaultValue any */
  readonly method?: string;
}
