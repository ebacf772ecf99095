import type { Span } from '@opentelemetry/api';

/** Follows the calls of one HTTP client by the hooks of its instrumentation, which give every client's own objects. */
export interface Tap {
  /** The span has begun, the request has not been sent. */
  onRequest(span: Span, request: unknown): void;
  /** The headers of the response are in, the first byte of its body is not. */
  onResponse(span: Span, response: unknown): void;
}
