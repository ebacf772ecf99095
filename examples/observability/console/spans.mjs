// @ts-check

/**
 * A span as OTLP/HTTP brings it, flattened.
 *
 * @typedef {object} Span
 * @property {string} traceId
 * @property {string} spanId
 * @property {string | undefined} parentSpanId
 * @property {string} service
 * @property {string} name
 * @property {number} start in milliseconds since 1970
 * @property {number} duration in milliseconds
 * @property {boolean} isError
 * @property {string} statusMessage
 * @property {Record<string, unknown>} attributes
 */

/** @typedef {{ key: string, value: Record<string, any> }} KeyValue */

/** @param {readonly KeyValue[]} [list] @returns {Record<string, unknown>} */
function attributesOf(list = []) {
  return Object.fromEntries(list.map(({ key, value }) => [key, plain(value)]));
}

/** @param {Record<string, any>} value @returns {unknown} */
function plain(value) {
  const [[kind, content] = ['', undefined]] = Object.entries(value);
  if (kind === 'arrayValue') return content.values.map(plain);
  return kind === 'intValue' ? Number(content) : content;
}

/** @param {any} body an export request of OTLP/HTTP in JSON @returns {Span[]} */
export function spansOf(body) {
  return (body.resourceSpans ?? []).flatMap((/** @type {any} */ { resource, scopeSpans }) => {
    const service = String(attributesOf(resource?.attributes)['service.name']);
    return scopeSpans.flatMap((/** @type {any} */ { spans }) =>
      spans.map((/** @type {any} */ span) => {
        const start = Number(BigInt(span.startTimeUnixNano) / 1000n) / 1000;
        return {
          traceId: span.traceId,
          spanId: span.spanId,
          parentSpanId: span.parentSpanId,
          service,
          name: span.name,
          start,
          duration: Number(BigInt(span.endTimeUnixNano) / 1000n) / 1000 - start,
          isError: span.status?.code === 2,
          statusMessage: span.status?.message ?? '',
          attributes: attributesOf(span.attributes),
        };
      }),
    );
  });
}

/** How many traces are kept. */
const MAX_TRACES = 5000;

/** The newest traces, in memory. */
export class TraceStore {
  /** @type {Map<string, Span[]>} */
  #traces = new Map();

  /** @param {Span} span */
  add(span) {
    const spans = this.#traces.get(span.traceId);
    if (spans) spans.push(span);
    else this.#traces.set(span.traceId, [span]);
    const [oldest] = this.#traces.keys();
    if (this.#traces.size > MAX_TRACES && oldest !== undefined) this.#traces.delete(oldest);
  }

  /** @param {string} traceId */
  get(traceId) {
    return this.#traces.get(traceId);
  }

  /**
   * The newest spans that match a query.
   *
   * @param {import('./trace-query.mjs').TraceQuery} query
   * @param {number} limit
   */
  find({ service, wanted }, limit) {
    const found = [];
    for (const spans of [...this.#traces.values()].reverse()) {
      const span = spans.find(
        (each) =>
          (service === undefined || each.service === service) &&
          wanted.every(([name, value]) =>
            value === null ? !(name in each.attributes) : String(each.attributes[name]) === value,
          ),
      );
      if (span) found.push(span);
      if (found.length === limit) break;
    }
    return found;
  }
}
