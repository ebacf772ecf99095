// @ts-check
// `npm run bench`: prints the figures, writes them to RESULTS.md, and fails if one exceeds its limit.
import { readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform } from 'node:os';
import { measureImport, measureSize } from './footprint.mjs';
import { measureGrowth } from './growth.mjs';
import { measureIsolated } from './isolated.mjs';
import { measureLoopback } from './loopback.mjs';
import { costTable, growthTable, isExceeded, isolatedTable, limitedFigures, limitTable } from './tables.mjs';

const isolated = await measureIsolated();
const growth = await measureGrowth();
const loopback = await measureLoopback();
const imported = measureImport();
const size = measureSize();
const figures = limitedFigures({ loopback, isolated, growth, imported });

const kilobytes = (/** @type {number} */ bytes) => `${(bytes / 1000).toFixed(0)} kB`;
/** @param {string} name @param {string} [folder] */
function version(name, folder = '..') {
  const file = new URL(`${folder}/node_modules/${name}/package.json`, import.meta.url);
  return `${name} ${JSON.parse(readFileSync(file, 'utf8')).version}`;
}
const versions = [
  ...['api', 'sdk-trace-node', 'sdk-metrics', 'instrumentation-undici'].map((name) =>
    version(`@opentelemetry/${name}`),
  ),
  version('@sentry/node', 'others'),
  version('dd-trace', 'others'),
];

const page = `# What a call costs

Written by \`npm run bench\`; [METHOD.md](METHOD.md) describes how it is measured. Figures are medians with their standard error.

Machine: ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${platform()} ${arch()}, Node.js ${process.versions.node}.
Versions: ${versions.join(', ')}.

## A real call

CPU time of one \`fetch\` over loopback, in µs. The errors are all documented errors of Linq, mixed.

${costTable(loopback)}

- \`none\`: no instrumentation
- \`undici\`: \`UndiciInstrumentation\` alone
- \`plugin\`: with this package; *added* is the difference to \`undici\`, and *share* is what the plugin adds to the CPU time of the call
- \`wrapper\`: \`UndiciInstrumentation\` and a hand-written wrapper of \`fetch\` that clones the response of a failed call and parses it
- \`sentry\`, \`dd-trace\`: their instrumentations of \`fetch\`, which do not read errors

## Without the network

The same calls as messages on undici's diagnostics channels, so that nothing but instrumentations runs. Errors are the documented errors
of four vendors, mixed. *Share* is the added time as a share of \`UndiciInstrumentation\` alone.

${isolatedTable(isolated)}

## Growth

The cost of a call with more vendors, codes, hosts and calls in flight. *Start* is the time to import the package and to create the
plugin, after \`UndiciInstrumentation\` was imported.

${growthTable(growth)}

## Limits

${limitTable(figures)}

## Size

The package has ${kilobytes(size.packed)} packed and ${kilobytes(size.unpacked)} installed.
`;
console.log(page);
writeFileSync(new URL('RESULTS.md', import.meta.url), page);
const exceeded = figures.filter(isExceeded);
if (exceeded.length > 0) {
  console.error(`Exceeded: ${exceeded.map(({ name }) => name).join('; ')}`);
  process.exitCode = 1;
}
