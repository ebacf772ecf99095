import type { HeaderValues } from '../common/headers.js';

/** Three days, in seconds. A longer wait is a mistake of its sender, and would ruin the sum of a histogram. */
export const MAX_WAIT = 259_200;

/** As many digits as an epoch in milliseconds has. */
const NUMBER = /^\d{1,13}(?:\.\d{1,9})?$/;

/** The three forms of an HTTP date (RFC 9110, section 5.6.7). `Date.parse` alone also accepts `1.5` as a date. */
const HTTP_DATE =
  /^(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}, \d{2}[ -][A-Z][a-z]{2}[ -]\d{2,4} \d{2}:\d{2}:\d{2} GMT|[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4})$/;

/**
 * The seconds to wait that a number stands for: seconds, or an epoch in seconds or milliseconds that is at most
 * {@link MAX_WAIT} away from now. A negative number and an epoch that has passed are 0; any other number is `undefined`.
 */
export function believableWait(value: unknown, now: number = Date.now()): number | undefined {
  if (typeof value !== 'number') return undefined;
  for (const seconds of [value, (value * 1000 - now) / 1000, (value - now) / 1000]) {
    if (Math.abs(seconds) <= MAX_WAIT) return Math.max(0, seconds);
  }
  return value < 0 ? 0 : undefined;
}

/**
 * The seconds that a `Retry-After` header asks to wait (RFC 9110, section 10.2.3): a number or an HTTP date. A date that
 * has passed is 0. A value that is malformed or longer than {@link MAX_WAIT} is `undefined`.
 */
export function parseRetryAfter(value: string | undefined, now: number = Date.now()): number | undefined {
  const trimmed = value?.trim();
  if (trimmed === undefined) return undefined;
  if (NUMBER.test(trimmed)) return believableWait(Number(trimmed), now);
  if (!HTTP_DATE.test(trimmed)) return undefined;
  const date = Date.parse(trimmed.endsWith('GMT') ? trimmed : `${trimmed} GMT`);
  const seconds = Math.max(0, (date - now) / 1000);
  return seconds <= MAX_WAIT ? seconds : undefined;
}

/** The seconds that the headers ask to wait. `retry-after-ms` is more exact, so SDKs made by Stainless read it first. */
export function waitFromHeaders(headers: HeaderValues): number | undefined {
  const milliseconds = headers('retry-after-ms')[0]?.trim();
  if (milliseconds !== undefined && NUMBER.test(milliseconds)) {
    const seconds = Number(milliseconds) / 1000;
    if (seconds <= MAX_WAIT) return seconds;
  }
  return parseRetryAfter(headers('retry-after')[0]);
}

/**
 * The seconds until a rate limit's window starts anew. Vendors send it with every response, so it is for rate limits only.
 * `ratelimit-reset`, the name in the IETF's draft, is about the rate of requests even if a quota is used up.
 */
export function waitForLimit(headers: HeaderValues, category: 'rate_limit' | 'quota'): number | undefined {
  const rate = category === 'rate_limit' ? headers('ratelimit-reset')[0] : undefined;
  return parseRetryAfter(headers('x-ratelimit-reset')[0] ?? rate);
}
