// @ts-check
import { readFileSync } from 'node:fs';

/**
 * A query of a panel as Grafana sends it. `labels` are those that the legend names.
 *
 * @typedef {object} Query
 * @property {string} refId
 * @property {string} expr
 * @property {string} legend
 * @property {readonly string[]} labels
 */

/**
 * A panel of the dashboard, as far as it is drawn and tested.
 *
 * @typedef {object} Panel
 * @property {string} type
 * @property {string} title
 * @property {string} unit
 * @property {boolean} stacked
 * @property {{ x: number, y: number, w: number, h: number }} place
 * @property {readonly { value: number | null, color: string }[]} thresholds
 * @property {readonly Query[]} queries
 * @property {Readonly<Record<string, string>>} columns of a table, by label; `Value` is the number
 * @property {Readonly<Record<string, string>>} links the addresses that a value leads to, by title
 * @property {readonly string[]} labels that columns and links name
 */

/** The values of Grafana's macros without a selection, for a service that has been running for a minute. */
const DEFAULTS = {
  $__rate_interval: '10s',
  $__range: '60s',
  $service: '.*',
  $vendor: '.*',
  $category: '.*',
  $class: '.*',
};

const DASHBOARD = JSON.parse(readFileSync(new URL('../grafana/vendor-errors.json', import.meta.url), 'utf8'));

/**
 * The panels as they are in the JSON, with the macros filled in.
 *
 * @param {Readonly<Record<string, string>>} [chosen] values of macros: `{ $vendor: 'linq' }`
 * @returns {Panel[]}
 */
export function panels(chosen = {}) {
  const macros = { ...DEFAULTS, ...chosen };
  return DASHBOARD.panels
    .filter((/** @type {{ type: string }} */ { type }) => type !== 'row')
    .map((/** @type {any} */ panel) => read(panel, macros));
}

/**
 * A query with its macros filled in.
 *
 * @param {string} expr
 * @param {Readonly<Record<string, string>>} [macros]
 */
export function filledIn(expr, macros = DEFAULTS) {
  return expr.replaceAll(/\$\w+/g, (macro) => macros[macro] ?? macro);
}

/** @param {any} panel @param {Readonly<Record<string, string>>} macros @returns {Panel} */
function read({ type, title, gridPos, fieldConfig: { defaults, overrides }, targets, transformations = [] }, macros) {
  /** @type {any[]} */
  const properties = overrides.flatMap((/** @type {any} */ override) => override.properties);
  /** @type {{ title: string, url: string }[]} */
  const links = defaults.links ?? properties.find(({ id }) => id === 'links')?.value ?? [];
  const columns =
    transformations.find((/** @type {{ id: string }} */ { id }) => id === 'organize')?.options.renameByName ?? {};
  const linked = links.flatMap(({ url }) => [...url.matchAll(/\$\{__(?:field\.labels|data\.fields)\.(\w+)\}/g)]);
  return {
    type,
    title,
    unit: defaults.unit ?? 'short',
    stacked: defaults.custom?.stacking?.mode === 'normal',
    place: gridPos,
    thresholds: defaults.thresholds?.steps ?? [],
    queries: targets.map((/** @type {any} */ { refId, expr, legendFormat }) => ({
      refId,
      expr: filledIn(expr, macros),
      legend: legendFormat,
      labels: [...legendFormat.matchAll(/\{\{(\w+)\}\}/g)].map(([, label]) => label),
    })),
    columns,
    links: Object.fromEntries(links.map(({ title, url }) => [title, url])),
    labels: [
      ...Object.keys(columns).filter((column) => !column.startsWith('Value')),
      ...linked.map(([, label]) => label ?? ''),
    ],
  };
}
