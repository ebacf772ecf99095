// @ts-check
import { escaped, page } from './html.mjs';

/** @typedef {import('./spans.mjs').Span} Span */

const STYLE = `
  .span { display: grid; grid-template-columns: 42% 1fr; align-items: center; }
  .line { position: relative; height: 20px; border-left: 1px solid #2c3235; }
  .line i { position: absolute; top: 4px; height: 12px; min-width: 3px; background: #5794f2; border-radius: 2px; }
  .failed .line i { background: #f2495c; }
  summary { cursor: pointer; padding: 3px 0; color: #ccccdc; } .failed summary b { color: #ff7383; }
  details td:first-child { width: 34%; font-family: monospace; } details table { margin: 2px 0 10px 24px; width: calc(100% - 24px); }
`;

/** @param {Span} span */
function title({ service, name, attributes }) {
  const peer = attributes['peer.service'];
  return `${escaped(service)}${peer === undefined ? '' : ` → <b>${escaped(peer)}</b>`} <code>${escaped(name)}</code>`;
}

/** The traces that match a query. @param {readonly Span[]} spans @param {import('./trace-query.mjs').TraceQuery} query */
export function searchPage(spans, { service, wanted }) {
  const conditions = wanted.map(([name, value]) => `${name} = ${value ?? 'absent'}`);
  const question = [...(service === undefined ? [] : [`service ${service}`]), ...conditions].join(', ') || 'all';
  const rows = spans.map(
    (span) =>
      `<tr><td>${new Date(span.start).toISOString()}</td><td><a href="/trace/${span.traceId}">${title(span)}</a></td><td>${span.duration.toFixed(1)} ms</td><td class="error">${escaped(span.statusMessage)}</td></tr>`,
  );
  return page(
    'Traces',
    `<main><h1>Traces: ${escaped(question)}</h1><table><tr><th>start</th><th>call</th><th>duration</th><th>status</th></tr>${rows.join('')}</table></main>`,
  );
}

/** A trace, span below span. @param {readonly Span[]} spans */
export function tracePage(spans) {
  const start = Math.min(...spans.map((span) => span.start));
  const total = Math.max(...spans.map((span) => span.start + span.duration)) - start || 1;
  const percent = (/** @type {number} */ part) => `${((100 * part) / total).toFixed(2)}%`;
  const rows = ordered(spans).map(({ span, depth }) => {
    const bar = `left:${percent(span.start - start)};width:${percent(span.duration)}`;
    const attributes = Object.entries(span.attributes)
      .slice()
      .sort(([one], [other]) => one.localeCompare(other))
      .map(([name, value]) => `<tr><td>${escaped(name)}</td><td>${escaped(value)}</td></tr>`);
    return `<details${span.isError ? ' open' : ''} class="${span.isError ? 'failed' : 'ok'}"><summary class="span"><span style="padding-left:${16 * depth}px">${title(span)}<br>${escaped(span.statusMessage)}</span><span class="line"><i style="${bar}"></i></span></summary><table>${attributes.join('')}</table></details>`;
  });
  const [first] = spans;
  return page(
    'Trace',
    `<main><h1>Trace ${escaped(first?.traceId)}, ${total.toFixed(1)} ms</h1>${rows.join('')}</main>`,
    STYLE,
  );
}

/** Parents before their children. @param {readonly Span[]} spans @returns {{ span: Span, depth: number }[]} */
function ordered(spans) {
  const ids = new Set(spans.map(({ spanId }) => spanId));
  /** @param {string | undefined} parent @param {number} depth @returns {{ span: Span, depth: number }[]} */
  const below = (parent, depth) =>
    spans
      .filter(({ parentSpanId }) => (parentSpanId && ids.has(parentSpanId) ? parentSpanId : undefined) === parent)
      .slice()
      .sort((one, other) => one.start - other.start)
      .flatMap((span) => [{ span, depth }, ...below(span.spanId, depth + 1)]);
  return below(undefined, 0);
}
