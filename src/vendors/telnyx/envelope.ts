import { at, codeText, flag, list, text } from '../../definition/json.js';
import type { RawError } from '../../definition/readers.js';

/**
 * `{ errors: [{ code, title, detail?, source?: { pointer | parameter }, meta?: { url, retryable? } }] }`, in responses and
 * in the payload of an event alike. The first one stands for all. Only the porting API documents `meta.retryable`.
 */
export function readError(body: unknown): RawError {
  const error = list(at(body, 'errors'))[0];
  return {
    code: codeText(at(error, 'code')),
    message: text(at(error, 'detail')) ?? text(at(error, 'title')),
    param: text(at(error, 'source', 'pointer')) ?? text(at(error, 'source', 'parameter')),
    retryable: flag(at(error, 'meta', 'retryable')),
    docUrl: text(at(error, 'meta', 'url')),
  };
}
