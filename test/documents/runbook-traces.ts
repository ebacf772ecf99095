import { table } from './table.js';

/** Questions about calls, as Jaeger tags and as TraceQL. `undefined`: Jaeger does not support the query. */
const queries: readonly (readonly [question: string, jaeger: string | undefined, traceQl: string])[] = [
  [
    'the calls of a class',
    'vendor_api.name=linq vendor_api.error.code=rate_limited',
    '{ span.vendor_api.name = "linq" && span.vendor_api.error.code = "rate_limited" }',
  ],
  [
    "the calls of a vendor's code",
    'vendor_api.name=linq vendor_api.error.native_code=1007',
    '{ span.vendor_api.name = "linq" && span.vendor_api.error.native_code = "1007" }',
  ],
  ['all errors of a category', 'vendor_api.error.category=server', '{ span.vendor_api.error.category = "server" }'],
  [
    'calls that may have taken effect',
    'vendor_api.error.effect=possible',
    '{ span.vendor_api.error.effect = "possible" || span.vendor_api.error.effect = "done" }',
  ],
  ['calls without a response', undefined, '{ span.vendor_api.name = "linq" && span.http.response.status_code = nil }'],
  [
    "the call that the vendor's support asks about",
    'vendor_api.trace_id=tr_1',
    '{ span.vendor_api.trace_id = "tr_1" }',
  ],
  [
    'retries that failed with a non-retryable error',
    undefined,
    '{ span.http.request.resend_count > 0 && span.vendor_api.error.retryable = false }',
  ],
  ['bulk calls with failed items', undefined, '{ span.vendor_api.bulk.error_count > 0 }'],
  ['slow calls', 'vendor_api.name=linq (with Min Duration 5s)', '{ span.vendor_api.name = "linq" && duration > 5s }'],
];

/** The queries for the trace backends. */
export function tracesPart(): string {
  const code = (text: string | undefined) => (text === undefined ? 'none' : `\`${text.replaceAll('|', '\\|')}\``);
  const rows = queries.map(([question, jaeger, traceQl]) => [question, code(jaeger), code(traceQl)]);
  return `## Find the traces

In Jaeger, choose the service and paste the second column into "Tags". For Tempo, paste the third column into Explore in
Grafana, as TraceQL. Jaeger can search for equal values only.

${table(['what', 'Jaeger: tags', 'Tempo: TraceQL'], rows)}`;
}
