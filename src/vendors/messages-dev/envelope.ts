import { at, codeText, number, text } from '../../definition/json.js';
import type { RawError } from '../../definition/readers.js';

/** `{ error: { type, code, message, param? }, request_id }`; the document's table of fields would also allow a flat object. */
export function readError(body: unknown): RawError {
  const nested = at(body, 'error');
  const error = typeof nested === 'object' && nested !== null ? nested : body;
  return {
    code: codeText(at(error, 'code')),
    class: text(at(error, 'type')),
    message: text(at(error, 'message')) ?? text(nested),
    param: text(at(error, 'param')),
    retryAfter: number(at(error, 'retry_after')),
  };
}
