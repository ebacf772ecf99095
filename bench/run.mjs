// @ts-check
// `npm run bench`: prints the figures, writes them to RESULTS.md, and fails where one misses its target.
import { readFileSync } from 'node:fs';
import { arch, cpus, platform } from 'node:os';
import { measureImport, measureSize } from './footprint.mjs';
import { measureIsolated } from './isolated.mjs';
import { REFERENCE } from './messages.mjs';
import { show } from './statistics.mjs';
import { isolatedTable, processorTable, rateTable, ratioTable } from './tables.mjs';
import { measureThroughput } from './throughput.mjs';
import { publishPage, verdict } from './verdict.mjs';

const isolated = await measureIsolated();
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
which \`UndiciInstrumentation\` alone takes ${REFERENCE} µs: in proportion to it they hold on every machine. Measured in several processes, for
two with the same code differ by more than two rounds of one.

${isolatedTable(isolated)}

## Where targets are missed

Processors shared with others make one run differ from the next, so read the ranges as well. [INSTRUCTIONS.md](INSTRUCTIONS.md) counts what
noise hides, the same in every run:

- Over loopback no plugin that records these metrics can reach the targets of a success and of an error: the floor alone takes more of a
  real call than they leave. What costs is recording metrics: for each record the SDK sorts the attributes and makes a text of them, and an
  error that says when to retry has three records. Sums that the plugin hands over when the SDK collects would avoid that, and are left out:
  each record has the context of its own call, which joins a metric to a trace, and a sum has none.
- In a real call the plugin takes several times what it takes in isolation, and the floor as well. Cold caches are a part of that: between
  two calls the whole client and the kernel pass through them, and the plugin has about as many cache misses beyond the floor as the floor
  has itself. What the rest is, is not known, so there may be something left to mend in errors beyond what the floor takes.
- In isolation the floor takes two thirds of what is added, for a success and for an error; the rest is finding the vendor and its route,
  the trace id and the end of the span, and of an error also \`JSON.parse\` and taking secrets out of the message.
- Of an error of 64 KiB most is \`JSON.parse\`.

## Footprint

Importing takes ${show(imported.added, 1)} ms more than \`UndiciInstrumentation\`, which takes ${show(imported.undici, 1)} ms; ${verdict('import', '≤ 15 ms', 15 - imported.added.median, imported.added.error)}.
The package has ${kilobytes(size.packed)} packed and ${kilobytes(size.unpacked)} installed; its one dependency, \`lru-cache\`, has ${kilobytes(size.dependency)} and none of its own.
`;
publishPage('RESULTS.md', text);
