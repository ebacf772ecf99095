// @ts-check
// `fetch` returns a vendor's errors; the body is read once, for the application and for the classification.
import { normalize, normalizeFailure } from 'opentelemetry-instrumentation-vendor-errors';
import { withRetries } from './retry.mjs';

/**
 * @param {import('opentelemetry-instrumentation-vendor-errors').Vendor} vendor
 * @param {string} url
 * @param {{ method?: string, headers?: Record<string, string>, body?: string }} request
 * @param {import('./retry.mjs').RetryOptions} [options]
 * @returns {Promise<{ status: number, headers: Headers, body: string }>}
 */
export function fetchWithRetries(vendor, url, request, options = {}) {
  const { method = 'GET' } = request;
  const path = new URL(url).pathname;
  return withRetries(
    async () => {
      const response = await fetch(url, { ...request, ...(options.signal && { signal: options.signal }) });
      return { status: response.status, headers: response.headers, body: await response.text() };
    },
    (outcome) =>
      'returned' in outcome
        ? normalize(vendor, { ...outcome.returned, method, path })
        : normalizeFailure(vendor, outcome.thrown),
    options,
  );
}
