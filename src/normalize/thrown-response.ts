import type { ResponseInput } from './response-input.js';

/** What clients call the parts of a response: axios, superagent, got, ky, SDKs made by Stainless. */
interface ClientResponse {
  readonly status?: unknown;
  readonly statusCode?: unknown;
  readonly headers?: ResponseInput['headers'];
  readonly data?: unknown;
  readonly rawBody?: unknown;
  readonly text?: unknown;
  readonly body?: unknown;
  readonly error?: unknown;
}

/** The response that a client's error carries, as `response` or, for SDKs made by Stainless, as its own parts. */
export function responseOf(error: unknown): ResponseInput | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { response } = error as { readonly response?: unknown };
  const parts = (typeof response === 'object' && response !== null ? response : error) as ClientResponse;
  const status = parts.statusCode ?? parts.status;
  // An error of the application may have a status, but it has no headers.
  if (typeof status !== 'number' || typeof parts.headers !== 'object') return undefined;
  const { data, rawBody, text, body, error: parsed } = parts;
  // In ky's response `text` is a method.
  const readable = [data, rawBody, text, body, parsed].find((part) => part != null && typeof part !== 'function');
  return { status, headers: parts.headers, body: readable };
}
