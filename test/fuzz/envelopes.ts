import fc from 'fast-check';

const WORDS = [
  'error',
  'errors',
  'code',
  'message',
  'status',
  'ok',
  'outputFields',
  'retryable',
  'retry_after',
  'type',
];
const VALUES = [1007, '1007', 4002, false, true, 'failed', '{}', 'Account is suspended', -1, 1e308, 'error', null];
/** Any JSON, mostly of words that vendors use. */
export const anyValue = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(...VALUES),
    fc.jsonValue({ maxDepth: 1 }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.constantFrom(...WORDS), fc.string()), tie('value'), { maxKeys: 5 }),
  ),
})).value;

/** The envelopes of the vendors, with a right or a wrong value for each key. */
const anyField = fc.oneof(fc.constantFrom(...VALUES, 2007, 4004, -7, '-7', 'rate_limit_exceeded'), fc.jsonValue());
const anyError = fc.record(
  {
    ...{ code: anyField, message: anyField, type: anyField, param: anyField, status: anyField, error: anyField },
    ...{ retryable: anyField, retry_after: anyField, ok: anyField, trace_id: anyField, request_id: anyField },
    ...{ error_count: anyField, queued_count: anyField },
  },
  { requiredKeys: [] },
);
export const anyEnvelope = fc.oneof(
  anyError,
  anyError.map((error) => ({ success: false, error })),
  anyError.map((error) => ({ outputFields: { ok: false, ...error } })),
  fc.array(anyError, { maxLength: 3 }).map((errors) => ({ errors, error_count: errors.length, queued_count: 0 })),
);
