// @ts-check
import { escaped } from './html.mjs';
import { ask, askRange } from './prometheus.mjs';

/** @typedef {import('./panels.mjs').Panel} Panel */
/** @typedef {import('./panels.mjs').Query} Query */
/** @typedef {import('./prometheus.mjs').Labels} Labels */

/**
 * Where the data comes from, and how long the graphs look back, in seconds.
 *
 * @typedef {{ prometheusUrl: string, seconds: number }} Source
 */

const COLORS = ['#7eb26d', '#eab839', '#6ed0e0', '#ef843c', '#e24d42', '#1f78c1', '#ba43a9', '#705da0', '#508642'];
const NAMED = new Map([
  ['green', '#73bf69'],
  ['yellow', '#f2cc0c'],
  ['orange', '#ff9830'],
  ['red', '#f2495c'],
  ['blue', '#5794f2'],
]);

/** @param {number} index */
const colorAt = (index) => COLORS[index % COLORS.length] ?? '';

/** The color of a value, by the thresholds of its panel. @param {Panel} panel @param {number} value */
function colorOf({ thresholds }, value) {
  const reached = thresholds.filter((step) => step.value === null || value >= step.value);
  return NAMED.get(reached.at(-1)?.color ?? '') ?? '#73bf69';
}

/** @param {Query} query @param {Labels} labels */
function legendOf({ legend }, labels) {
  return escaped(legend.replaceAll(/\{\{(\w+)\}\}/g, (_, label) => labels[label] ?? '').trim());
}

/** @param {number} value @param {string} unit */
function written(value, unit) {
  if (unit === 'percentunit') return `${(100 * value).toFixed(value < 0.1 ? 1 : 0)}%`;
  if (unit === 's') return `${value.toFixed(1)} s`;
  if (unit === 'cps' || unit === 'reqps') return `${value.toFixed(2)} /s`;
  return value.toFixed(0);
}

/** A value with its first link, filled in as Grafana does. @param {Panel} panel @param {Labels} labels @param {string} content */
function linked({ links }, labels, content) {
  const [url] = Object.values(links);
  if (url === undefined) return content;
  const filled = url.replaceAll(/\$\{(?:__(?:field\.labels|data\.fields)\.)?(\w+)\}/g, (_, name) =>
    encodeURIComponent(labels[name] ?? name),
  );
  return `<a href="${escaped(filled)}">${content}</a>`;
}

/** @param {Panel} panel @param {Source} source @param {number} width @param {number} height */
async function graph(panel, { prometheusUrl, seconds }, width, height) {
  const { queries, stacked, unit } = panel;
  const answers = await Promise.all(
    queries.map(async (query) =>
      (await askRange(prometheusUrl, query.expr, seconds)).map(({ metric, values }) => ({
        name: linked(panel, metric, legendOf(query, metric)),
        values,
      })),
    ),
  );
  const end = Date.now() / 1000;
  /** @type {Map<number, number>} */
  const sums = new Map();
  const lines = answers.flat().map(({ name, values }) => ({
    name,
    points: values
      .filter(([, value]) => Number.isFinite(Number(value)))
      .map(([time, value]) => {
        const base = stacked ? (sums.get(time) ?? 0) : 0;
        sums.set(time, base + Number(value));
        return { time, base, top: base + Number(value) };
      }),
  }));
  const most = Math.max(...lines.flatMap(({ points }) => points.map(({ top }) => top)), 1e-9);
  const x = (/** @type {number} */ time) => (((time - end) / seconds + 1) * width).toFixed(1);
  const y = (/** @type {number} */ value) => (height - (value / most) * (height - 12)).toFixed(1);
  const paths = lines.map(({ points }, index) => {
    const top = points.map(({ time, top }) => `${x(time)},${y(top)}`);
    const bottom = points.map(({ time, base }) => `${x(time)},${y(base)}`).reverse();
    return `<polygon points="${[...top, ...bottom].join(' ')}" fill="${colorAt(index)}" fill-opacity="${stacked ? 0.6 : 0.1}"/>
      <polyline data-drawn="" points="${top.join(' ')}" fill="none" stroke="${colorAt(index)}" stroke-width="1.5"/>`;
  });
  const limits = panel.thresholds.flatMap(({ value, color }) =>
    value === null || value > most
      ? []
      : `<line x1="0" x2="${width}" y1="${y(value)}" y2="${y(value)}" stroke="${NAMED.get(color)}" stroke-dasharray="6 4"/>`,
  );
  const legend = lines
    .map(({ name }, index) => `<span style="color:${colorAt(index)}">■</span> ${name}`)
    .join('&ensp;');
  return `<small>${written(most, unit)}</small><svg width="${width}" height="${height}">${paths.join('')}${limits.join('')}</svg><div class="legend">${legend}</div>`;
}

/** @param {Panel} panel @param {Source} source */
async function tiles(panel, { prometheusUrl }) {
  const { queries, unit } = panel;
  const [query] = queries;
  if (query === undefined) return '';
  const drawn = (await ask(prometheusUrl, query.expr)).map(
    ({ labels, value }) =>
      `<div data-drawn=""><b style="color:${colorOf(panel, value)}">${written(value, unit)}</b>${legendOf(query, labels)}</div>`,
  );
  return `<div class="tiles">${drawn.join('')}</div>`;
}

/** @param {Panel} panel @param {Source} source */
async function bars(panel, { prometheusUrl }) {
  const { queries, unit } = panel;
  const [query] = queries;
  if (query === undefined) return '';
  const samples = await ask(prometheusUrl, query.expr);
  const most = Math.max(...samples.map(({ value }) => value));
  const drawn = samples.map(
    ({ labels, value }) =>
      `<div data-drawn="" class="bar"><i style="width:${(100 * value) / most}%"></i><span>${linked(panel, labels, legendOf(query, labels))}</span>${written(value, unit)}</div>`,
  );
  return drawn.join('');
}

/** @param {Panel} panel @param {Source} source */
async function table(panel, { prometheusUrl }) {
  const { queries, columns } = panel;
  /** @type {Map<string, Record<string, string>>} */
  const rows = new Map();
  for (const { expr, refId } of queries) {
    for (const { labels, value } of await ask(prometheusUrl, expr)) {
      const name = queries.length > 1 ? `Value #${refId}` : 'Value';
      const cell = written(value, refId === 'share' ? 'percentunit' : 'short');
      rows.set(JSON.stringify(labels), { ...rows.get(JSON.stringify(labels)), ...labels, [name]: cell });
    }
  }
  const head = Object.values(columns).map((title) => `<th>${title}</th>`);
  const body = [...rows.values()].map((row) => {
    const cells = Object.entries(columns).map(([column, title]) => {
      const content = escaped(row[column] ?? '');
      return `<td>${title === 'Class' ? linked(panel, row, content) : content}</td>`;
    });
    return `<tr data-drawn="">${cells.join('')}</tr>`;
  });
  return `<table><tr>${head.join('')}</tr>${body.join('')}</table>`;
}

/**
 * A panel as HTML in the style of Grafana, with the data of Prometheus.
 *
 * @param {Panel} panel
 * @param {Source} source
 * @param {number} width
 * @param {number} height
 */
export async function drawPanel(panel, source, width, height) {
  if (panel.type === 'timeseries') return graph(panel, source, width, height);
  if (panel.type === 'stat') return tiles(panel, source);
  if (panel.type === 'bargauge') return bars(panel, source);
  return table(panel, source);
}
