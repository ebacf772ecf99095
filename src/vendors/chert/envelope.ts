import { at, codeText, flag, list, number, text } from '../../definition/json.js';
import { thousandsClass } from '../../definition/numeric-codes.js';
import type { RawError } from '../../definition/readers.js';

/**
 * The object with `code`, `message` and `retryable`: `error` in the envelope; the body itself in the flat forms
 * (`status: "failed"`, `ok: false`); `outputFields` for HubSpot's workflow actions.
 */
function errorObject(body: unknown): unknown {
  for (const candidate of [at(body, 'error'), at(body, 'outputFields')]) {
    if (typeof candidate === 'object' && candidate !== null) return candidate;
  }
  return body;
}

/** Only these mark a 2xx response as a failure; a key `error` does not. */
export function saysFailed(body: unknown): boolean {
  return at(body, 'status') === 'failed' || at(body, 'ok') === false || at(body, 'success') === false || at(body, 'outputFields', 'ok') === false;
}

/**
 * The parameter in the extra fields of some errors: the position of an attachment or image, from 0 on, or the effect.
 */
function readParam(error: unknown): string | undefined {
  const index = number(at(error, 'attachment_index'));
  if (index !== undefined) return `attachments[${index}]`;
  return list(at(error, 'allowed_effects')).length > 0 ? 'effect' : undefined;
}

export function readError(body: unknown): RawError {
  const error = errorObject(body);
  const code = codeText(at(error, 'code'));
  return {
    code,
    class: thousandsClass(code),
    message: text(at(error, 'message')) ?? text(at(error, 'error')) ?? text(at(error, 'reason')),
    param: readParam(error),
    retryable: flag(at(error, 'retryable')),
    retryAfter: number(at(error, 'retry_after')),
    status: number(at(error, 'status')),
  };
}
