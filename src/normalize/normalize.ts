import { headerValues } from '../common/headers.js';
import type { Vendor } from '../definition/vendor.js';
import { attempt, type Interpretation, interpret } from './interpret.js';
import { classifyFailure, type FailedRequest } from './network-failure.js';
import type { ResponseInput } from './response-input.js';
import { responseOf } from './thrown-response.js';
import type { VendorError } from './vendor-error.js';

/** The one mistake that is thrown: without a vendor nothing can be said, and it shows at the first call. */
function mustBeVendor(vendor: unknown, caller: string): void {
  if (typeof vendor === 'object' && vendor !== null) return;
  const given = typeof vendor === 'function' ? 'a function' : String(vendor);
  const factory = typeof vendor === 'function' && vendor.name !== '' ? vendor.name : 'linq';
  throw new TypeError(`${caller}: the first argument is ${given}, not a vendor; write ${caller}(${factory}(), …)`);
}

function interpretInput(vendor: Vendor, response: ResponseInput): Interpretation {
  const { status, body, path, method, headers } = response;
  return interpret(vendor, { status: Number(status), headers: headerValues(headers), body, path, method });
}

/**
 * Translates a vendor's response into the common vocabulary: `undefined` if it is no error. For retry logic, logs and
 * tests. It needs no OpenTelemetry, has no side effects, and throws nothing, whatever the vendor sends.
 *
 * A bulk call of which some items were accepted is no error; {@link normalizeItems} has the failed ones. For what a
 * client throws, see {@link normalizeFailure}.
 *
 * @throws TypeError - if the first argument is no vendor, for example `linq` instead of `linq()`. A mistake in the
 * response is not thrown: a status that is a text (`'429'`) is read, and a response without a status is no error.
 *
 * @example
 * ```ts
 * const error = normalize(linq(), { status: response.status, headers: response.headers, body: await response.text() });
 * if (error?.retryable) await sleep((error.retryAfter ?? 1) * 1000);
 * ```
 */
export function normalize(vendor: Vendor, response: ResponseInput): VendorError | undefined {
  mustBeVendor(vendor, 'normalize');
  return attempt(() => interpretInput(vendor, response).error);
}

/** The errors of the failed items in a 2xx answer to a bulk call; empty if there are none. Throws as {@link normalize}. */
export function normalizeItems(vendor: Vendor, response: ResponseInput): readonly VendorError[] {
  mustBeVendor(vendor, 'normalizeItems');
  return attempt(() => interpretInput(vendor, response).bulk?.errors) ?? [];
}

/**
 * Translates what a client throws into the {@link VendorError} that the span gets: a failure of the network (category
 * `network`), or the response that the error carries (axios, got, superagent, SDKs made by Stainless). For fetch, undici,
 * axios, got, node-fetch, superagent, `node:http` and SDKs above them. Throws as {@link normalize}.
 *
 * `undefined` for everything that the application did itself: its abort, or a mistake in its code.
 *
 * @example
 * ```ts
 * try {
 *   return await fetch(url, { method: 'POST', body });
 * } catch (thrown) {
 *   const error = normalizeFailure(linq(), thrown, { method: 'POST' });
 *   // Nothing was sent, so another vendor may send it.
 *   if (error?.effect === 'none') return sendByAnotherVendor();
 *   throw thrown;
 * }
 * ```
 */
export function normalizeFailure(vendor: Vendor, error: unknown, request: FailedRequest = {}): VendorError | undefined {
  mustBeVendor(vendor, 'normalizeFailure');
  return attempt(() => {
    const { method } = request;
    const response = responseOf(error);
    const answer = response && interpretInput(vendor, { ...response, ...(method !== undefined && { method }) });
    const status = request.status ?? response?.status;
    return answer?.error ?? classifyFailure(vendor, error, answer?.traceId, { method, status });
  });
}
