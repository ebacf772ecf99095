import type { HeadersInput } from '../common/headers.js';

/** A vendor's HTTP response, in whatever form the application has it. */
export interface ResponseInput {
  /** The HTTP status code. */
  readonly status: number;
  /** A `Headers`, a plain object or pairs. @defaultValue none */
  readonly headers?: HeadersInput;
  /** Parsed JSON, text or bytes (not compressed). @defaultValue none */
  readonly body?: unknown;
  /** The path of the request without its query. @defaultValue any: 2xx answers are then looked at on every path */
  readonly path?: string;
  /** The method of the request. @defaultValue any */
  readonly method?: string;
}
