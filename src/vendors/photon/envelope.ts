import { at, codeText, flag, text } from '../../definition/json.js';
import type { RawError } from '../../definition/readers.js';

/** `{ code, message, source, errorCode, retryable, context, requestId }`; `code` is the name of a gRPC status. */
export function readError(body: unknown): RawError {
  return {
    code: codeText(at(body, 'errorCode')),
    class: text(at(body, 'code')),
    message: text(at(body, 'message')),
    retryable: flag(at(body, 'retryable')),
  };
}
