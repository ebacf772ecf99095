import { parsePartialJson } from './partial-json.js';

// Puts U+FFFD for what is not UTF-8.
const utf8 = new TextDecoder();

/** The JSON of a body, whatever form it is in; `undefined` where there is none. */
export function parseBody(body: unknown): unknown {
  if (body instanceof ArrayBuffer || body instanceof Uint8Array) return parsePartialJson(utf8.decode(body));
  return typeof body === 'string' ? parsePartialJson(body) : body;
}
