// @ts-check
// `npm run bench`: prints the figures, writes them to RESULTS.md, and fails where one misses its target.
import { readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform } from 'node:os';
import { measureImport, measureSize } from './footprint.mjs';
import { measureIsolated } from './isolated.mjs';
import { REFERENCE } from './messages.mjs';
import { markdownTable, show } from './statistics.mjs';
import { measureThroughput } from './throughput.mjs';

/** @type {string[]} */
const missed = [];

/** @param {boolean} reached @param {string} target */
function verdict(reached, target) {
  if (!reached) missed.push(target);
  return `${target}: ${reached ? 'reached' : '**missed**'}`;
}

/** @typedef {Awaited<ReturnType<typeof measureThroughput>>} Throughput */

function rateTable(/** @type {Throughput} */ results) {
  const variants = Object.keys(results[0]?.rates ?? {});
  return markdownTable([
    ['calls per second', ...variants],
    ...results.map(({ name, rates }) => [name, ...variants.map((variant) => rates[variant]?.toFixed(0) ?? '')]),
  ]);
}

function ratioTable(/** @type {Throughput} */ results) {
  return markdownTable([
    ['ratio of the rates', 'plugin / undici', 'floor / undici', 'plugin / wrapper', 'target'],
    ...results.map(({ name, least, ofUndici, floorOfUndici, ofWrapper, isError }) => {
      const verdicts = [verdict(ofUndici.median >= least, `${name}: plugin / undici ≥ ${least}`)];
      if (isError) verdicts.push(verdict(ofWrapper.median > 1, `${name}: plugin / wrapper > 1`));
      return [
        name,
        show(ofUndici, 3),
        show(floorOfUndici, 3),
        show(ofWrapper, 3),
        verdicts.map((text) => text.slice(name.length + 2)).join('; '),
      ];
    }),
  ]);
}

function processorTable(/** @type {Throughput} */ results) {
  return markdownTable([
    ['µs of the processor per call', 'undici', 'added by the plugin', 'by the floor', 'by the wrapper'],
    ...results.map(({ name, processorOfUndici, addedByPlugin, addedByFloor, addedByWrapper }) => [
      name,
      processorOfUndici.toFixed(0),
      ...[addedByPlugin, addedByFloor, addedByWrapper].map((added) => show(added, 0)),
    ]),
  ]);
}

function isolatedTable(/** @type {ReturnType<typeof measureIsolated>} */ results) {
  return markdownTable([
    ['µs per call', '`UndiciInstrumentation` alone', 'added by the plugin', 'in proportion', 'target'],
    ...results.map(({ name, without, added, target }) => [
      name,
      without.toFixed(2),
      show(added, 2),
      (added.median / without).toFixed(2),
      target === undefined
        ? ''
        : verdict(added.median / without <= target / REFERENCE, `${name} ≤ ${target / REFERENCE}`).slice(
            name.length + 1,
          ),
    ]),
  ]);
}

const isolated = measureIsolated();
const throughput = await measureThroughput();
const imported = measureImport();
const size = measureSize();
const kilobytes = (/** @type {number} */ bytes) => `${(bytes / 1000).toFixed(0)} kB`;
const version = (/** @type {string} */ name) => {
  const text = readFileSync(new URL(`../node_modules/${name}/package.json`, import.meta.url), 'utf8');
  return `${name} ${JSON.parse(text).version}`;
};

const other = (/** @type {string} */ name) => {
  const file = new URL(`others/node_modules/${name}/package.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')).version;
};

const text = `# Benchmark

\`npm run bench\`, which wrote this page. Each figure is a median with its standard error, and the range of the middle half of the
rounds in brackets; what is compared was measured by turns in one run, so ratios hold where absolute figures differ from machine to
machine.

Machine: ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${platform()} ${arch()}, Node.js ${process.versions.node} (undici ${process.versions.undici}).
Versions: ${['@opentelemetry/api', '@opentelemetry/sdk-trace-node', '@opentelemetry/sdk-metrics', '@opentelemetry/instrumentation-undici'].map(version).join(', ')}.

## Throughput

16 calls at a time by \`fetch\` to a server in another process on loopback, in one process that switches between four ways by turns:

- \`undici\`: \`UndiciInstrumentation\` alone
- \`plugin\`: with the plugin
- \`floor\`: \`UndiciInstrumentation\` with a hook that writes the attributes and metrics of the plugin and reads nothing, as it knows before
  what the vendor will answer: what the OpenTelemetry SDK takes, however fast the plugin is
- \`wrapper\`: \`UndiciInstrumentation\` and a hand-written wrapper of \`fetch\` that clones the response of a failed call, parses it and sets
  attributes

and in processes of their own, as they change more than can be switched: \`none\` has no instrumentation, \`sentry\` and \`dd-trace\` have the
instrumentations of fetch of \`@sentry/node\` ${other('@sentry/node')} (with a span around the call, without which it makes none) and \`dd-trace\`
${other('dd-trace')}, which do not read errors.

${rateTable(throughput)}

${ratioTable(throughput)}

${processorTable(throughput)}

## Cost per call

Without sockets: ready-made messages are published to undici's diagnostics channels. The targets, 0.3, 2 and 8 µs, are for a machine on
which \`UndiciInstrumentation\` alone takes ${REFERENCE} µs: in proportion to it they hold on every machine.

${isolatedTable(isolated)}

## Where targets are missed

Processors shared with others make one run differ from the next, so read the ranges as well. [INSTRUCTIONS.md](INSTRUCTIONS.md) counts what noise
hides:

- Errors over loopback: the floor alone adds more than the target leaves. The dear part is recording metrics: for each record the SDK sorts
  the attributes and makes a text of them, and an error that says when to retry has three records. Sums that the plugin hands over when
  the SDK collects would avoid that, and are left out: each record has the context of its own call, which joins a metric to a trace, and
  a sum has none.
- In isolation: by instructions the plugin reaches the targets, a success just so. It takes more time than that because most code of an
  instrumentation runs once per call, so that the processor waits for the instructions: the cache misses there.
- A success over loopback: nothing is proven. The target leaves less than what garbage collection differs from run to run.

## Footprint

Importing takes ${show(imported.added, 1)} ms more than \`UndiciInstrumentation\`, which takes ${show(imported.undici, 1)} ms; ${verdict(imported.added.median <= 15, 'import ≤ 15 ms')}.
The package has ${kilobytes(size.packed)} packed and ${kilobytes(size.unpacked)} installed; its one dependency, \`lru-cache\`, has ${kilobytes(size.dependency)} and none of its own.
`;
console.log(text);
writeFileSync(new URL('RESULTS.md', import.meta.url), text);
if (missed.length > 0) {
  console.error(`Missed: ${missed.join('; ')}`);
  process.exitCode = 1;
}
