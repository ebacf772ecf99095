import type { CodeRow } from '../../definition/code-row.js';
import { at, codeText, list, text } from '../../definition/json.js';
import type { BulkOutcome, RawError, VendorResponse } from '../../definition/readers.js';
import { forbidden, REJECTED_KEY_MESSAGE, rejectedKey, unverifiedDomain } from './codes.js';

/** `{ statusCode, message, name }`; `name` is the code. */
export function readError({ status, body }: VendorResponse): RawError {
  const code = codeText(at(body, 'name'));
  const message = text(at(body, 'message'));
  return {
    code,
    message,
    param: code === 'invalid_from_address' ? 'from' : undefined,
    row: code === 'validation_error' ? validationRow(status, message) : undefined,
  };
}

/** What a `validation_error` means depends on its status, and with HTTP 403 on its message. */
function validationRow(status: number, message = ''): CodeRow | undefined {
  if (status === 401 || message === REJECTED_KEY_MESSAGE) return rejectedKey;
  if (status !== 403) return undefined;
  return /verif(?:y|ied)|testing emails/.test(message) ? unverifiedDomain : forbidden;
}

/**
 * A batch with the header `x-batch-validation: permissive`: `{ data: [{ id }], errors: [{ index, message }] }`. The items
 * fail by validation and have no code, so one stands for an HTTP 400.
 */
export function readBulk(body: unknown): BulkOutcome | undefined {
  const errors = list(at(body, 'errors')).map((item) => ({ message: text(at(item, 'message')), status: 400, fallbackCode: 'invalid_parameter' as const }));
  if (errors.length === 0) return undefined;
  const data = at(body, 'data');
  const accepted = Array.isArray(data) ? data.filter((item) => codeText(at(item, 'id')) !== undefined).length : undefined;
  return { accepted, failed: errors.length, errors };
}
