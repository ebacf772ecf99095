// @ts-check
// Linq's SDK throws a vendor's errors, without their code. It also retries calls that cannot succeed; turn its retries off.
import LinqAPIV3 from '@linqapp/sdk';
import { normalize, normalizeFailure } from 'opentelemetry-instrumentation-vendor-errors';
import { withRetries } from './retry.mjs';

/**
 * @param {import('@linqapp/sdk').ClientOptions} options
 * @returns {LinqAPIV3}
 */
export function linqClient(options) {
  return new LinqAPIV3({ ...options, maxRetries: 0 });
}

/**
 * @template Result
 * @param {import('opentelemetry-instrumentation-vendor-errors').Vendor} vendor
 * @param {(options: { signal?: AbortSignal }) => Promise<Result>} call A call of the client, with these options.
 * @param {import('./retry.mjs').RetryOptions} [options]
 * @returns {Promise<Result>}
 *
 * @example
 * await linqWithRetries(linq(), (request) => client.chats.create(params, request));
 */
export function linqWithRetries(vendor, call, options = {}) {
  return withRetries(
    () => call(options.signal ? { signal: options.signal } : {}),
    (outcome) => {
      if ('returned' in outcome) return undefined;
      const { thrown } = outcome;
      if (!(thrown instanceof LinqAPIV3.APIError) || thrown.status === undefined)
        return normalizeFailure(vendor, thrown);
      const { status, headers, error } = thrown;
      return normalize(vendor, { status, body: error, ...(headers && { headers }) });
    },
    options,
  );
}
