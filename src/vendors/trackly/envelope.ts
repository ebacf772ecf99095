import { at, codeText, list, number, text } from '../../definition/json.js';
import type { BulkOutcome, RawError } from '../../definition/readers.js';

/**
 * `{ error: text, code?, message? }`, both for a whole response and for one item of a bulk call. The documentation
 * calls it a structured error object, so an object is read, too.
 */
export function readError(body: unknown): RawError {
  const error = at(body, 'error');
  const code = codeText(at(body, 'code')) ?? codeText(at(error, 'code'));
  return { code, message: [error, at(error, 'message'), at(body, 'message')].map(text).find(Boolean) };
}

/**
 * `{ queued_count, error_count, errors: [{ code?, error? }] }` (`success_count` for imports), with 2xx even if every
 * item failed. Most items fail validation, so an item without a known code corresponds to HTTP 400.
 */
export function readBulk(body: unknown): BulkOutcome | undefined {
  const failed = number(at(body, 'error_count'));
  if (failed === undefined || failed <= 0) return undefined;
  const errors = list(at(body, 'errors')).map((item) => ({ ...readError(item), status: 400 }));
  return { accepted: number(at(body, 'queued_count')) ?? number(at(body, 'success_count')), failed, errors };
}
