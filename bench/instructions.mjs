// @ts-check
// `npm run bench:instructions`: counts the instructions of a call, which are the same on a noisy machine as on a quiet one,
// and the lines of code that the processor has to fetch for them. Prints the figures and writes them to INSTRUCTIONS.md.
import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { amounts, count } from './callgrind.mjs';
import { calls as published, REFERENCE } from './messages.mjs';
import { markdownTable } from './statistics.mjs';
import { publishPage, verdict } from './verdict.mjs';

/** Two at a time, for nothing is timed. */
const AT_A_TIME = 2;

const server = fork(new URL('server.mjs', import.meta.url));
const [ports] = await once(server, 'message');

const variants = /** @type {const} */ (['undici', 'plugin', 'by hand']);
const withTarget = published.flatMap(({ name, target }) => (target === undefined ? [] : [{ name, target }]));
const loopback = `http://127.0.0.1:${ports.vendor}/v3/chats/ok/messages`;

const work = [
  () => count('loopback', 'undici', loopback, ports),
  ...withTarget.flatMap(({ name }) => variants.map((variant) => () => count('isolated', variant, name, ports))),
];
/** @typedef {import('./callgrind.mjs').Count} Count */
/** @type {Count[]} */
const counts = [];
const waiting = work.entries();
await Promise.all(
  Array.from({ length: AT_A_TIME }, async () => {
    for (const [index, start] of waiting) counts[index] = await start();
  }),
);
server.disconnect();

const [ofRealCall, ...ofIsolatedCalls] = counts;
const realCall = ofRealCall?.instructions ?? Number.NaN;
const thousands = (/** @type {number} */ number) => (number / 1000).toFixed(1);
const percent = (/** @type {number} */ share) => `${(100 * share).toFixed(1)} %`;

const measured = withTarget.map(({ name, target }, index) => {
  const [undici, plugin, byHand] = /** @type {[Count, Count, Count]} */ (
    ofIsolatedCalls.slice(index * variants.length, (index + 1) * variants.length)
  );
  const added = (/** @type {Count} */ variant) => variant.instructions - undici.instructions;
  return { name, most: target / REFERENCE, undici, plugin, byHand, added };
});

const isolatedTable = markdownTable([
  [
    'thousands per call',
    '`UndiciInstrumentation`',
    'added by the plugin',
    'by hand',
    'plugin, in proportion',
    'target',
  ],
  ...measured.map(({ name, most, undici, plugin, byHand, added }) => {
    const proportion = added(plugin) / undici.instructions;
    return [
      name,
      ...[undici.instructions, added(plugin), added(byHand)].map(thousands),
      proportion.toFixed(2),
      verdict(name, `≤ ${most}`, most - proportion, 0),
    ];
  }),
]);

const linesTable = markdownTable([
  ['lines of code per call', '`UndiciInstrumentation`', 'added by the plugin', 'by hand'],
  ...measured.map(({ name, undici, plugin, byHand }) => [
    name,
    ...[undici.lines, plugin.lines - undici.lines, byHand.lines - undici.lines].map(String),
  ]),
]);

const realTable = markdownTable([
  ['share of a real call', 'plugin', 'by hand', 'target'],
  ...measured.map(({ name, plugin, byHand, added }) => [
    name,
    percent(added(plugin) / realCall),
    percent(added(byHand) / realCall),
    // A throughput of 0.95 and 0.98.
    percent((name.startsWith('error') ? 1 / 0.95 : 1 / 0.98) - 1),
  ]),
]);

const page = `# Instructions

\`npm run bench:instructions\`, which wrote this page and needs Linux with [Valgrind](https://valgrind.org) (Debian's package \`valgrind\`). A
shared machine takes half or twice the time for the same work from one hour to the next; instructions it takes the same, to a few hundred.
Each variant is a process of its own that makes calls by ready-made messages until all is compiled, and then ${amounts.isolated.calls} that are
counted, twice, of which the least counts: the user's part, with garbage collection, without the kernel. \`by hand\` is what the plugin does,
written by hand for one vendor and one route. Targets are those of [RESULTS.md](RESULTS.md) in proportion to \`UndiciInstrumentation\`.

Node.js ${process.versions.node}, ${execFileSync('valgrind', ['--version'], { encoding: 'utf8' }).trim()}.

${isolatedTable}

## In a real call

A call by \`fetch\` over loopback with \`UndiciInstrumentation\` takes ${thousands(realCall)} thousand instructions, counted in the same way. From one run to
the next that differs by more than the plugin adds, as packets arrive together or apart; what is added is the same, so the shares are
those of the table above.

${realTable}

## Lines of code

As much of it as a cache fetches at a time, 64 bytes, where every second call or more runs it. An instrumentation runs most of its code
once per call, and where the code of a whole application has passed through the caches between two calls, the processor waits for each
line: that is why a call takes longer than its instructions suggest.

${linesTable}
`;
publishPage('INSTRUCTIONS.md', page);
