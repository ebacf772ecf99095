import { at, codeText, list, number, text } from '../../definition/json.js';
import { thousandsClass } from '../../definition/numeric-codes.js';
import type { RawError, VendorResponse } from '../../definition/readers.js';
import { rcsNotEnabled } from './codes.js';

/** v3: `{ success, error: { status, code, message, retry_after?, doc_url? }, trace_id }`; v2: `{ errors: [{ status, code, title, detail }] }`. */
export function readError({ body, path }: VendorResponse): RawError {
  const first = list(at(body, 'errors'))[0];
  const error = at(body, 'error') ?? first;
  const code = codeText(at(error, 'code'));
  return {
    code,
    class: thousandsClass(code),
    message: [at(error, 'message'), at(error, 'detail'), at(error, 'title'), error, at(body, 'message')].map(text).find(Boolean),
    retryAfter: number(at(error, 'retry_after')),
    docUrl: text(at(error, 'doc_url')),
    row: code === '4004' && path?.endsWith('/capability/check_rcs') ? rcsNotEnabled : undefined,
  };
}
