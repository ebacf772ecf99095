import { at, codeText, text } from '../../definition/json.js';
import type { RawError } from '../../definition/readers.js';

/**
 * `{ code, message, more_info, status }`. The SDK also reads problem details (RFC 9457), which Twilio extends by a numeric
 * `code`: `{ type, title, status, code, detail? }`.
 */
export function readError(body: unknown): RawError {
  return {
    code: codeText(at(body, 'code')),
    message: text(at(body, 'message')) ?? text(at(body, 'detail')) ?? text(at(body, 'title')),
    docUrl: text(at(body, 'more_info')),
  };
}
