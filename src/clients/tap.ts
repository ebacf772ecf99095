import type { Span } from '@opentelemetry/api';
import type { CallGroup } from './call-group.js';

/** Says a failure as the client's HTTP instrumentation does in `error.type`. */
export type ErrorTypeOf = (failure: { readonly code?: unknown; readonly name?: unknown }) => unknown;

/** What differs from client to client. */
export interface ClientTraits {
  readonly errorTypeOf: ErrorTypeOf;
  /** How much of a body the client takes from its socket though nobody reads it: no more can be waited for. */
  readonly mostBodyBytes: number;
}

/** Follows the calls of one HTTP client by the hooks of its instrumentation, which give every client's own objects. */
export interface Tap {
  readonly group: CallGroup;
  readonly traits: ClientTraits;
  /** The span has begun, the request has not been sent. */
  onRequest(span: Span, request: unknown): void;
  /** The headers of the response are in, the first byte of its body is not. */
  onResponse(span: Span, response: unknown): void;
}
