// @ts-check
// A real vendor added by a user: Telnyx, whose errors are { "errors": [{ "code", "title", "detail", "source" }] }.
// The rows are a part of https://developers.telnyx.com/docs/overview/errors. The HTTP status classifies codes without a row.
import { at, codeText, defineVendor, list, text } from 'opentelemetry-instrumentation-vendor-errors';

export const telnyx = defineVendor({
  name: 'telnyx',
  documentation: 'https://developers.telnyx.com/docs/overview/errors',
  hosts: ['api.telnyx.com'],
  traceId: [{ header: 'x-request-id' }],
  readError: ({ body }) => {
    const error = list(at(body, 'errors'))[0];
    return {
      code: codeText(at(error, 'code')),
      message: text(at(error, 'detail')) ?? text(at(error, 'title')),
      param: text(at(error, 'source', 'pointer')),
    };
  },
  codes: {
    10001: {
      code: 'sender_unavailable',
      retryable: false,
      remedy: 'Activate the sending number, or send from another one.',
    },
    10002: { code: 'invalid_phone_number', retryable: false, remedy: 'Write the number in E.164 form.' },
    10004: { code: 'missing_required_field', retryable: false, remedy: 'Add the field that the error points at.' },
    10005: { code: 'resource_not_found', retryable: false, remedy: 'Check the id and the path of the call.' },
    10007: {
      code: 'internal_error',
      retryable: true,
      remedy: 'Send again with backoff; see the status page if it stays.',
    },
    10008: { code: 'upstream_timeout', retryable: true, remedy: 'Send again after a short delay.' },
    10009: { code: 'unauthenticated', retryable: false, remedy: 'Send Authorization: Bearer with a valid API key.' },
    10010: { code: 'permission_denied', retryable: false, remedy: 'Use a key of the account that owns the resource.' },
    10011: { code: 'rate_limited', retryable: true, remedy: 'Slow down and send again later.' },
    10012: { code: 'already_exists', retryable: false, remedy: 'Use the resource that exists already.' },
    10015: { code: 'malformed_body', retryable: false, remedy: 'Compare the body with the reference of the endpoint.' },
    10016: {
      code: 'invalid_phone_number',
      retryable: false,
      remedy: 'Write the number in E.164 form, with a plus sign.',
    },
    10023: { code: 'malformed_body', retryable: false, remedy: 'Log the body and repair its JSON.' },
  },
});
