import { at, codeText, text } from '../../definition/json.js';
import type { RawError } from '../../definition/readers.js';
import { apiPermission } from './codes.js';

/**
 * `{ message, type, code, error_data: { details }, fbtrace_id }`, in responses as `error` and in events in lists of
 * `errors`. Meta means to drop the titles, of which `message` is made, so the details go first.
 */
export function readError(error: unknown): RawError {
  const code = codeText(at(error, 'code'));
  return {
    code,
    message: [at(error, 'error_data', 'details'), at(error, 'message'), at(error, 'title')].map(text).find(Boolean),
    row: code !== undefined && /^2\d\d$/.test(code) ? apiPermission : undefined,
  };
}
