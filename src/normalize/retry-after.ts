const DELAY_SECONDS = /^\d{1,10}(?:\.\d{1,9})?$/;

/** The three forms of an HTTP date (RFC 9110, section 5.6.7). `Date.parse` alone would take `1.5` for a date too. */
const HTTP_DATE =
  /^(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}, \d{2}[ -][A-Z][a-z]{2}[ -]\d{2,4} \d{2}:\d{2}:\d{2} GMT|[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4})$/;

/**
 * The seconds that a `Retry-After` header asks to wait (RFC 9110, section 10.2.3): a number of seconds or an HTTP date.
 * A date that has passed is 0, never negative; anything else is `undefined`.
 */
export function parseRetryAfter(value: string | undefined, now: number = Date.now()): number | undefined {
  const trimmed = value?.trim();
  if (trimmed === undefined) return undefined;
  if (DELAY_SECONDS.test(trimmed)) return Number(trimmed);
  if (!HTTP_DATE.test(trimmed)) return undefined;
  const date = Date.parse(trimmed.endsWith('GMT') ? trimmed : `${trimmed} GMT`);
  return Number.isNaN(date) ? undefined : Math.max(0, (date - now) / 1000);
}
