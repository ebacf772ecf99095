// @ts-check
// The tables of RESULTS.md.
import { markdownTable, show } from './statistics.mjs';

/** @typedef {Awaited<ReturnType<typeof import('./loopback.mjs').measureLoopback>>} Loopback */
/** @typedef {Awaited<ReturnType<typeof import('./isolated.mjs').measureIsolated>>} Isolated */
/** @typedef {Awaited<ReturnType<typeof import('./growth.mjs').measureGrowth>>} Growth */
/** @typedef {ReturnType<typeof import('./statistics.mjs').summary>} Summary */

const percent = (/** @type {number} */ share) => `${(100 * share).toFixed(1)}%`;

export function costTable(/** @type {Loopback} */ results) {
  return markdownTable([
    ['call', 'none', 'undici', 'plugin', 'added', 'share', 'wrapper', 'sentry', 'dd-trace'],
    ...results.map(({ name, cpu, added }) => {
      const of = (/** @type {string} */ way) => (cpu[way] ?? Number.NaN).toFixed(0);
      const share = added.median / (cpu.undici ?? Number.NaN);
      return [
        name,
        of('none'),
        of('undici'),
        of('plugin'),
        show(added, 1),
        percent(share),
        of('wrapper'),
        of('sentry'),
        of('dd-trace'),
      ];
    }),
  ]);
}

export function isolatedTable(/** @type {Isolated} */ results) {
  return markdownTable([
    ['call', 'undici, µs', 'added, µs', 'share'],
    ...results.map(({ name, without, added, share }) => [name, show(without, 2), show(added, 2), show(share, 2)]),
  ]);
}

export function growthTable(/** @type {Growth} */ results) {
  return markdownTable([
    ['size', 'start, ms', 'success, µs added', 'error, µs added'],
    ...results.map(({ size, start, success, error }) => [size, show(start, 1), show(success, 2), show(error, 2)]),
  ]);
}

/**
 * @typedef {object} Figure
 * @property {string} name
 * @property {number} value
 * @property {number} limit
 */

/**
 * The figures with a limit.
 *
 * @param {{ loopback: Loopback, isolated: Isolated, growth: Growth, imported: { added: Summary } }} results
 * @returns {Figure[]}
 */
export function limitedFigures({ loopback, isolated, growth, imported }) {
  const [one, ...larger] = growth;
  return [
    ...isolated.map(({ name, share, limit }) => ({
      name: `without the network, ${name}: share`,
      value: share.median,
      limit,
    })),
    ...loopback
      .filter(({ isError }) => isError)
      .map(({ name, toWrapper }) => ({
        name: `a real call, ${name}: plugin / wrapper`,
        value: toWrapper.median,
        limit: 1.1,
      })),
    ...larger.flatMap(({ size, success, error, limit }) => [
      { name: `${size}: success / 1 vendor`, value: success.median / (one?.success.median ?? Number.NaN), limit },
      { name: `${size}: error / 1 vendor`, value: error.median / (one?.error.median ?? Number.NaN), limit },
    ]),
    { name: 'import, ms after undici', value: imported.added.median, limit: 15 },
  ];
}

export const isExceeded = (/** @type {Figure} */ { value, limit }) => !(value <= limit);

export function limitTable(/** @type {readonly Figure[]} */ figures) {
  return markdownTable([
    ['figure', 'limit', 'measured', ''],
    ...figures.map((figure) => [
      figure.name,
      `${figure.limit}`,
      figure.value.toFixed(2),
      isExceeded(figure) ? '**exceeded**' : '',
    ]),
  ]);
}
