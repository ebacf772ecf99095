// @ts-check
// Retries without a retry storm: limited attempts, limited waits, and no attempt after a non-retryable error.
import { setTimeout as sleep } from 'node:timers/promises';

/** @typedef {import('opentelemetry-instrumentation-vendor-errors').VendorError} VendorError */

/**
 * The outcome of one attempt: what the client returned or threw.
 *
 * @template Result
 * @typedef {{ returned: Result } | { thrown: unknown }} Outcome
 */

/**
 * @typedef {object} RetryOptions
 * @property {number} [maxAttempts] Attempts in total. Default: 3.
 * @property {number} [maxWait] The longest wait before an attempt, in seconds. Default: 30.
 * @property {number} [firstWait] The wait before the second attempt if the vendor asks for none, in seconds. Default: 1.
 * @property {AbortSignal} [signal] Pass it to the client as well: no attempt follows its abort.
 */

/**
 * Repeats a call as long as its vendor error is retryable. The outcome of the last attempt is returned or thrown.
 *
 * Turn off the retries of the client, because otherwise the attempts multiply. If a failure leaves open whether the message was
 * sent, a retry may send it twice. Use the same idempotency key of the vendor for all attempts.
 *
 * @template Result
 * @param {() => Promise<Result>} call One attempt.
 * @param {(outcome: Outcome<Result>) => VendorError | undefined} vendorErrorOf `undefined` for a success, and for errors that are not the vendor's.
 * @param {RetryOptions} [options]
 * @returns {Promise<Result>}
 */
export async function withRetries(call, vendorErrorOf, options = {}) {
  const { signal } = options;
  for (let attempt = 1; ; attempt += 1) {
    signal?.throwIfAborted();
    const outcome = await run(call);
    const error = signal?.aborted ? undefined : vendorErrorOf(outcome);
    const wait = error && secondsBeforeRetry(error, attempt, options);
    if (wait === undefined) {
      if ('thrown' in outcome) throw outcome.thrown;
      return outcome.returned;
    }
    await sleep(wait * 1000, undefined, signal && { signal });
  }
}

/**
 * Seconds to wait after a failed attempt, or `undefined` if no attempt should follow.
 *
 * @param {VendorError} error
 * @param {number} attempt The number of the attempt that failed, from 1.
 * @param {RetryOptions} [options]
 * @returns {number | undefined}
 */
export function secondsBeforeRetry(error, attempt, { maxAttempts = 3, maxWait = 30, firstWait = 1 } = {}) {
  if (!error.retryable || attempt >= maxAttempts) return undefined;
  const { retryAfter } = error;
  // A used-up allowance stays used up. Without its renewal time, every attempt fails.
  if (error.category === 'quota' && retryAfter === undefined) return undefined;
  // An attempt before the requested time fails and uses up the limit. Put the message into a queue instead.
  if (retryAfter !== undefined && retryAfter > maxWait) return undefined;
  // The random part spreads the attempts of processes that failed at the same time.
  const backoff = firstWait * 2 ** (attempt - 1) * (0.5 + Math.random() / 2);
  return Math.min(maxWait, Math.max(retryAfter ?? 0, 0) + backoff);
}

/**
 * @template Result
 * @param {() => Promise<Result>} call
 * @returns {Promise<Outcome<Result>>}
 */
async function run(call) {
  try {
    return { returned: await call() };
  } catch (thrown) {
    return { thrown };
  }
}
