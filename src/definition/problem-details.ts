import { at, codeText, number, text } from './json.js';
import type { RawError, VendorResponse } from './readers.js';

/** The type of a problem that only repeats its HTTP status (RFC 9457, section 4.2.1). */
const NO_TYPE = 'about:blank';

/**
 * Reads problem details, `application/problem+json` (RFC 9457). It is an envelope reader for {@link defineVendor}. The code
 * is the problem's `type`, as the RFC requires, else an extension member `code`.
 *
 * @example
 * ```ts
 * const acme = defineVendor({
 *   name: 'acme',
 *   hosts: ['api.acme.example'],
 *   traceId: [{ body: ['instance'] }],
 *   readError: readProblemDetails,
 *   codes: {
 *     'https://acme.example/problems/too-fast': { code: 'rate_limited', retryable: true, remedy: 'Send fewer requests.' },
 *   },
 * });
 * ```
 */
export function readProblemDetails({ body }: VendorResponse): RawError {
  const type = text(at(body, 'type'));
  return {
    code: type === undefined || type === NO_TYPE ? codeText(at(body, 'code')) : type,
    message: text(at(body, 'detail')) ?? text(at(body, 'title')),
    retryAfter: number(at(body, 'retry_after')),
    status: number(at(body, 'status')),
  };
}
