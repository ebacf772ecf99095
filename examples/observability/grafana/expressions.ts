const CHOSEN = 'job=~"$service", vendor_api_name=~"$vendor"';

/** The calls to the selected vendors. */
export const REQUESTS = `vendor_api_client_requests_total{${CHOSEN}}`;

/** The calls without a final response: they failed, or the application ended them. */
export const UNANSWERED = `vendor_api_client_requests_total{${CHOSEN}, vendor_api_call_outcome=~"failed|aborted"}`;

/** Errors of requests that may have taken effect, or have. */
export const MAY_BE_DONE = 'vendor_api_error_effect=~"possible|done"';

/** The errors of the selected vendors, categories and classes. `matchers` restrict them further. */
export function errors(...matchers: string[]): string {
  const all = [CHOSEN, 'vendor_api_error_category=~"$category"', 'vendor_api_error_code=~"$class"', ...matchers];
  return `vendor_api_client_errors_total{${all.join(', ')}}`;
}

/** Errors of calls. Errors of bulk items and webhooks are not calls, so they are never divided by requests. */
export const OF_CALLS = 'vendor_api_error_origin=~"response|network"';

/** The wasted retries. */
export const WASTED_RETRIES = `vendor_api_client_wasted_retries_total{${CHOSEN}}`;

/** A histogram's series, with the unit in its name (Collector, OTLP receiver) or without (JavaScript's exporter). */
export function histogram(
  name: 'retry_after' | 'delivery_duration',
  series: 'bucket' | 'count',
  ...matchers: string[]
): string {
  return `{${[`__name__=~"vendor_api_client_${name}(_seconds)?_${series}"`, CHOSEN, ...matchers].join(', ')}}`;
}

/** The rate per second, for graphs. */
export function perSecond(by: string, series: string): string {
  return `sum by (${by}) (rate(${series}[$__rate_interval]))`;
}

/**
 * The number in the selected time range. A counter begins at its first value, not at 0, so `increase` alone misses the
 * first error of each class. A series that began in the range is therefore counted with its whole value.
 */
export function inRange(by: string, series: string): string {
  const appeared = `(last_over_time(${series}[$__range]) unless ${series} offset $__range)`;
  return `sum by (${by}) (${appeared} or increase(${series}[$__range]))`;
}

/** A share in the time range, 0 if there is nothing. */
export function shareInRange(by: string, part: string, whole: string): string {
  return `(${inRange(by, part)} or 0 * ${inRange(by, whole)}) / ${inRange(by, whole)}`;
}

/** A quantile of a histogram over time. */
export function quantile(share: number, by: string, buckets: string): string {
  return `histogram_quantile(${share}, ${perSecond(`le, ${by}`, buckets)})`;
}
