// @ts-check
// `npm run bench`: prints the figures, writes them to RESULTS.md, and fails where one misses its target.
import { readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform } from 'node:os';
import { measureImport, measureSize } from './footprint.mjs';
import { measureIsolated } from './isolated.mjs';
import { markdownTable, show } from './statistics.mjs';
import { measureThroughput } from './throughput.mjs';

/** @type {string[]} */
const missed = [];

/** @param {boolean} reached @param {string} target */
function verdict(reached, target) {
  if (!reached) missed.push(target);
  return `${target}: ${reached ? 'reached' : '**missed**'}`;
}

function throughputTable(/** @type {Awaited<ReturnType<typeof measureThroughput>>} */ results) {
  const variants = Object.keys(results[0]?.rates ?? {});
  return markdownTable([
    ['calls per second', ...variants, 'plugin / undici', 'plugin / wrapper', 'target'],
    ...results.map(({ name, rates, ofUndici, ofWrapper, least, isError }) => [
      name,
      ...variants.map((variant) => rates[variant]?.toFixed(0) ?? ''),
      show(ofUndici, 3),
      show(ofWrapper, 3),
      [
        verdict(ofUndici.median >= least, `${name}: plugin / undici ≥ ${least}`),
        ...(isError ? [verdict(ofWrapper.median > 1, `${name}: plugin / wrapper > 1`)] : []),
      ]
        .map((text) => text.slice(name.length + 2))
        .join('; '),
    ]),
  ]);
}

function isolatedTable(/** @type {ReturnType<typeof measureIsolated>} */ results) {
  return markdownTable([
    ['µs per call', '`UndiciInstrumentation` alone', 'added by the plugin', 'target'],
    ...results.map(({ name, without, added, target }) => [
      name,
      without.toFixed(2),
      show(added, 2),
      target === undefined ? '' : verdict(added.median <= target, `${name} ≤ ${target} µs`).slice(name.length + 1),
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

const text = `# Benchmark

\`npm run bench\`, which wrote this page. Each figure is a median, with the range of the middle half of the rounds in brackets; what is
compared was measured by turns in one run, so ratios hold where absolute figures differ from machine to machine.

Machine: ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${platform()} ${arch()}, Node.js ${process.versions.node} (undici ${process.versions.undici}).
Versions: ${['@opentelemetry/api', '@opentelemetry/sdk-trace-node', '@opentelemetry/sdk-metrics', '@opentelemetry/instrumentation-undici'].map(version).join(', ')}.

## Throughput

16 calls at a time by \`fetch\` to a server in another process on loopback. \`none\`: no instrumentation; \`undici\`: \`UndiciInstrumentation\`
alone; \`plugin\`: with the plugin; \`wrapper\`: \`UndiciInstrumentation\` and a hand-written wrapper of \`fetch\` that clones the response of a
failed call, parses it and sets attributes.

${throughputTable(throughput)}

## Cost per call

Without sockets: ready-made messages are published to undici's diagnostics channels.

${isolatedTable(isolated)}

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
