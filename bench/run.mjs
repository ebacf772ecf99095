// @ts-check
// `npm run bench`: prints the figures, writes them to RESULTS.md, and fails where one misses its target.
import { readFileSync } from 'node:fs';
import { arch, cpus, platform } from 'node:os';
import { measureImport, measureSize } from './footprint.mjs';
import { measureIsolated } from './isolated.mjs';
import { REFERENCE } from './messages.mjs';
import { show } from './statistics.mjs';
import { coldTable, isolatedTable, processorTable, rateTable, ratioTable } from './tables.mjs';
import { measureThroughput } from './throughput.mjs';
import { publishPage, verdict } from './verdict.mjs';

const isolated = await measureIsolated('warm');
const cold = await measureIsolated('cold');
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

\`npm run bench\`, which wrote this page. Each figure is a median with its standard error, and in brackets between what the middle half
of the rounds, or processes, lies; what is compared was measured by turns in one run, so ratios hold where absolute figures differ from
machine to machine. A figure that is on the wrong side of its target by less than two standard errors cannot be told from one that
reached it.

Machine: ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${platform()} ${arch()}, Node.js ${process.versions.node} (undici ${process.versions.undici}).
Versions: ${['@opentelemetry/api', '@opentelemetry/sdk-trace-node', '@opentelemetry/sdk-metrics', '@opentelemetry/instrumentation-undici'].map(version).join(', ')}.

## Throughput

16 calls at a time by \`fetch\` to a server in another process on loopback. Turns of 16 calls follow each other in an order left to
chance, most of them in one process, where nothing is switched between turns: whose call it is depends on the port.

- \`undici\`: \`UndiciInstrumentation\` alone, but for the plugin's look at a host that is no vendor's, of which the first row tells
- \`plugin\`: with the plugin
- \`by hand\`: what the plugin does, written by hand in hooks of \`UndiciInstrumentation\` for one vendor, one route and two codes, without
  redaction, most limits, or any other client. Where that misses a target, the target is taken to be out of reach
- \`wrapper\`: \`UndiciInstrumentation\` and a hand-written wrapper of \`fetch\` that clones the response of a failed call, parses it and sets
  attributes

For another host plugin, hooks and wrapper are switched on and off instead, and the first calls after a switch do not count. In processes
of their own, as they change more than can be switched: \`none\` has no instrumentation, \`sentry\` and \`dd-trace\` have the
instrumentations of fetch of \`@sentry/node\` ${other('@sentry/node')} (with a span around the call, without which it makes none) and \`dd-trace\`
${other('dd-trace')}, which do not read errors.

${rateTable(throughput)}

${ratioTable(throughput)}

${processorTable(throughput)}

## Cost per call

Without sockets: ready-made messages are published to undici's diagnostics channels. The targets, 0.3, 2 and 8 µs, are for a machine on
which \`UndiciInstrumentation\` alone takes ${REFERENCE} µs: in proportion to it they do not depend on how fast a machine is, but still on how
long its processor waits for code that it has not run lately. Measured in several processes, for two with the same code differ by more
than two rounds of one. \`by hand\` is for one vendor alone, so it says nothing of others.

${isolatedTable(isolated)}

## Where targets are missed

Processors shared with others make one run differ from the next, so read the ranges as well. [INSTRUCTIONS.md](INSTRUCTIONS.md) counts what
noise hides, the same in every run: the instructions of a call, and the lines of code that they are in.

- A call runs nearly every instruction of an instrumentation once. In a real call other code has passed through the processor's caches and
  its prediction of branches before, so most of the time goes into fetching code, not into running it: between the plugin and what is
  written by hand the times differ more than the instructions, and nearly as the lines of code do. The same calls as above, each after
  some megabytes of other code:

${coldTable(cold)}

- So over loopback the time goes by how much code a call runs, and what is written by hand takes a good deal of it, too. Much of that is
  recording metrics: for each record the SDK sorts the attributes and makes a text of them, and an error that says when to retry has
  three records. Sums that the plugin hands over when the SDK collects would avoid that, and are left out: each record has the context
  of its own call, which joins a metric to a trace, and a sum has none.
- What the plugin takes beyond what is written by hand is finding the vendor and the route among all of them, reading headers in every form
  that clients have them in, taking secrets out of texts, bounding what is kept, and stopping at once where it is disabled.
- Of an error of 64 KiB most is \`JSON.parse\`.

## Footprint

Importing takes ${show(imported.added, 1)} ms more than \`UndiciInstrumentation\`, which takes ${show(imported.undici, 1)} ms; ${verdict('import', '≤ 15 ms', 15 - imported.added.median, imported.added.error)}.
The package has ${kilobytes(size.packed)} packed and ${kilobytes(size.unpacked)} installed; its one dependency, \`lru-cache\`, has ${kilobytes(size.dependency)} and none of its own.
`;
publishPage('RESULTS.md', text);
