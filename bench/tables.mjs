// @ts-check
// The tables of RESULTS.md.
import { REFERENCE } from './messages.mjs';
import { markdownTable, show } from './statistics.mjs';
import { verdict } from './verdict.mjs';

/** @typedef {Awaited<ReturnType<typeof import('./throughput.mjs').measureThroughput>>} Throughput */

export function rateTable(/** @type {Throughput} */ results) {
  const variants = Object.keys(results[0]?.rates ?? {});
  return markdownTable([
    ['calls per second', ...variants],
    ...results.map(({ name, rates }) => [name, ...variants.map((variant) => rates[variant]?.toFixed(0) ?? '')]),
  ]);
}

export function ratioTable(/** @type {Throughput} */ results) {
  return markdownTable([
    ['ratio of the rates', 'plugin / undici', 'floor / undici', 'plugin / wrapper', 'target'],
    ...results.map(({ name, least, ofUndici, floorOfUndici, ofWrapper, isError }) => {
      const verdicts = [verdict(name, `plugin / undici ≥ ${least}`, ofUndici.median - least, ofUndici.error)];
      if (isError) verdicts.push(verdict(name, 'plugin / wrapper > 1', ofWrapper.median - 1, ofWrapper.error));
      return [name, show(ofUndici, 3), show(floorOfUndici, 3), show(ofWrapper, 3), verdicts.join('; ')];
    }),
  ]);
}

export function processorTable(/** @type {Throughput} */ results) {
  return markdownTable([
    ['µs of the processor per call', 'undici', 'added by the plugin', 'by the floor', 'by the wrapper'],
    ...results.map(({ name, processorOfUndici, addedByPlugin, addedByFloor, addedByWrapper }) => [
      name,
      processorOfUndici.toFixed(0),
      ...[addedByPlugin, addedByFloor, addedByWrapper].map((added) => show(added, 0)),
    ]),
  ]);
}

export function isolatedTable(
  /** @type {Awaited<ReturnType<typeof import('./isolated.mjs').measureIsolated>>} */ results,
) {
  return markdownTable([
    [
      'µs per call',
      '`UndiciInstrumentation` alone',
      'added by the plugin',
      'in proportion',
      'target',
      'by the floor, in proportion',
    ],
    ...results.map(({ name, without, added, proportion, proportionOfFloor, target }) => {
      const most = target === undefined ? undefined : target / REFERENCE;
      const reached = most === undefined ? '' : verdict(name, `≤ ${most}`, most - proportion.median, proportion.error);
      const floor = target === undefined ? '' : proportionOfFloor.median.toFixed(2);
      return [name, without.toFixed(2), show(added, 2), show(proportion, 3), reached, floor];
    }),
  ]);
}
