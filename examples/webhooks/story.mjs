// @ts-check
import { SpanKind } from '@opentelemetry/api';

/** @typedef {import('@opentelemetry/sdk-trace-node').ReadableSpan} ReadableSpan */

/** @param {string | undefined} id */
const short = (id) => (id ?? '').slice(0, 8);

/**
 * A span of a call to the vendor, or of a webhook, as lines of text.
 *
 * @param {ReadableSpan} span
 */
function describe(span) {
  const { attributes, links } = span;
  const { traceId, spanId } = span.spanContext();
  const where = `trace ${short(traceId)} span ${short(spanId)}`;
  if (span.kind === SpanKind.CLIENT) {
    const status = attributes['http.response.status_code'];
    return `  ${where}  ${span.name}, HTTP ${status}, vendor_api.trace_id ${short(String(attributes['vendor_api.trace_id']))}…`;
  }
  const code = attributes['vendor_api.error.code'];
  const [link] = links;
  return [
    `  ${where}  ${attributes['vendor_api.event.type']}`,
    ...(code ? [`    vendor_api.error.code      ${code} (${attributes['vendor_api.error.native_code']})`] : []),
    `    vendor_api.trace_id        ${short(String(attributes['vendor_api.trace_id']))}…`,
    `    link to                    ${link ? `trace ${short(link.context.traceId)} span ${short(link.context.spanId)}` : 'nothing'}`,
  ].join('\n');
}

/**
 * The spans of the calls and of the webhooks, as lines of text.
 *
 * @param {readonly ReadableSpan[]} spans
 */
export function story(spans) {
  /** @param {SpanKind} kind */
  const of = (kind) => spans.filter((span) => span.kind === kind && span.attributes['vendor_api.name']).map(describe);
  return { calls: of(SpanKind.CLIENT), webhooks: of(SpanKind.SERVER) };
}

/**
 * Waits until something is true, for some seconds.
 *
 * @param {() => boolean} condition
 */
export async function until(condition) {
  for (let waited = 0; !condition() && waited < 10_000; waited += 20) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
