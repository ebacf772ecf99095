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
    ['ratio of the rates', 'plugin / undici', 'by hand / undici', 'plugin / wrapper', 'target'],
    ...results.map(({ name, least, ofUndici, byHandOfUndici, ofWrapper, isError }) => {
      const [margin, byHand] = [ofUndici, byHandOfUndici].map(({ median }) => median - least);
      const verdicts = [verdict(name, `plugin / undici ≥ ${least}`, margin ?? Number.NaN, ofUndici.error, byHand)];
      if (isError) verdicts.push(verdict(name, 'plugin / wrapper > 1', ofWrapper.median - 1, ofWrapper.error));
      return [name, show(ofUndici, 3), show(byHandOfUndici, 3), show(ofWrapper, 3), verdicts.join('; ')];
    }),
  ]);
}

export function processorTable(/** @type {Throughput} */ results) {
  return markdownTable([
    ['µs of the processor per call', 'undici', 'added by the plugin', 'by hand', 'by the wrapper'],
    ...results.map(({ name, processorOfUndici, addedByPlugin, addedByHand, addedByWrapper }) => [
      name,
      processorOfUndici.toFixed(0),
      ...[addedByPlugin, addedByHand, addedByWrapper].map((added) => show(added, 0)),
    ]),
  ]);
}

/** @typedef {Awaited<ReturnType<typeof import('./isolated.mjs').measureIsolated>>} Isolated */

export function coldTable(/** @type {Isolated} */ results) {
  return markdownTable([
    ['µs per call, cold', '`UndiciInstrumentation` alone', 'added by the plugin', 'by hand'],
    ...results.map(({ name, without, added, addedByHand }) => [
      name,
      without.toFixed(1),
      show(added, 1),
      show(addedByHand, 1),
    ]),
  ]);
}

export function isolatedTable(/** @type {Isolated} */ results) {
  return markdownTable([
    [
      'µs per call',
      '`UndiciInstrumentation` alone',
      'added by the plugin',
      'in proportion',
      'target',
      'by hand, in proportion',
    ],
    ...results.map(({ name, without, added, proportion, proportionByHand, target }) => {
      const most = target === undefined ? undefined : target / REFERENCE;
      if (most === undefined) return [name, without.toFixed(2), show(added, 2), show(proportion, 3), '', ''];
      const [margin, byHand] = [proportion, proportionByHand].map(({ median }) => most - median);
      const reached = verdict(name, `≤ ${most}`, margin ?? Number.NaN, proportion.error, byHand);
      return [
        name,
        without.toFixed(2),
        show(added, 2),
        show(proportion, 3),
        reached,
        proportionByHand.median.toFixed(2),
      ];
    }),
  ]);
}
