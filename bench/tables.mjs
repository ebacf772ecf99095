// @ts-check
// The tables of RESULTS.md.
import { markdownTable, show } from './statistics.mjs';

/** @typedef {Awaited<ReturnType<typeof import('./loopback.mjs').measureLoopback>>} Loopback */
/** @typedef {Awaited<ReturnType<typeof import('./isolated.mjs').measureIsolated>>} Isolated */
/** @typedef {Awaited<ReturnType<typeof import('./vendors.mjs').measureVendors>>} ByVendors */
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

export function vendorTable(/** @type {ByVendors} */ results) {
  return markdownTable([
    ['vendors', 'start, ms', 'success, µs added', 'error, µs added'],
    ...results.map(({ size, start, success, error }) => [size, show(start, 1), show(success, 2), show(error, 2)]),
  ]);
}

/** The names of the targets that are missed. @type {string[]} */
export const missed = [];

/** @param {string} name @param {string} target @param {Summary} result @param {number} digits @param {boolean} isReached */
function targetRow(name, target, result, digits, isReached) {
  if (!isReached) missed.push(name);
  return [name, target, show(result, digits), isReached ? 'reached' : '**missed**'];
}

/** @param {{ loopback: Loopback, isolated: Isolated, imported: { added: Summary } }} results */
export function targetTable({ loopback, isolated, imported }) {
  return markdownTable([
    ['figure', 'target', 'measured', ''],
    ...loopback.map(({ name, least, ofUndici }) =>
      targetRow(`calls per second, ${name}: plugin / undici`, `≥ ${least}`, ofUndici, 3, ofUndici.median >= least),
    ),
    ...loopback
      .filter(({ isError }) => isError)
      .map(({ name, ofWrapper }) =>
        targetRow(`calls per second, ${name}: plugin / wrapper`, '> 1', ofWrapper, 3, ofWrapper.median > 1),
      ),
    ...isolated.flatMap(({ name, target, share }) =>
      target === undefined
        ? []
        : [targetRow(`without the network, ${name}: share`, `≤ ${target}`, share, 2, share.median <= target)],
    ),
    targetRow('import, ms after undici', '≤ 15', imported.added, 1, imported.added.median <= 15),
  ]);
}
