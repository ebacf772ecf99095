// @ts-check
// axios throws a vendor's errors, with the response.
import axios, { isAxiosError } from 'axios';
import { normalize, normalizeFailure } from 'opentelemetry-instrumentation-vendor-errors';
import { withRetries } from './retry.mjs';

/**
 * @param {import('opentelemetry-instrumentation-vendor-errors').Vendor} vendor
 * @param {import('axios').AxiosRequestConfig & { url: string }} request
 * @param {import('./retry.mjs').RetryOptions} [options]
 * @returns {Promise<import('axios').AxiosResponse>}
 */
export function axiosWithRetries(vendor, request, options = {}) {
  const { method = 'GET', url } = request;
  const path = new URL(url, request.baseURL).pathname;
  /** @param {import('axios').AxiosResponse} response */
  const errorIn = ({ status, headers, data }) =>
    normalize(vendor, { status, headers: Object.entries(headers), body: data, method, path });
  return withRetries(
    () => axios.request({ ...request, ...(options.signal && { signal: options.signal }) }),
    (outcome) => {
      if ('returned' in outcome) return errorIn(outcome.returned);
      const { thrown } = outcome;
      return isAxiosError(thrown) && thrown.response ? errorIn(thrown.response) : normalizeFailure(vendor, thrown);
    },
    options,
  );
}
