// @ts-check
// `npm run bench:instructions`: counts the instructions of a call, which are the same on a noisy machine as on a quiet one,
// and the times that the processor has to wait for them. Prints the figures and writes them to INSTRUCTIONS.md.
import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { calls, REFERENCE } from './messages.mjs';
import { markdownTable } from './statistics.mjs';

/** Two at a time, for nothing is timed. */
const AT_A_TIME = 2;

/** Calls of a run, and how many runs have all code compiled before one is counted. */
const amounts = { isolated: { calls: 10_000, warmUp: 5 }, loopback: { calls: 3_000, warmUp: 3 } };

const valgrind = [
  '--tool=callgrind',
  '--callgrind-out-file=/dev/null',
  '--instr-atstart=no',
  process.execPath,
  // Otherwise the compiler and the garbage collector would count or not, as it comes.
  '--single-threaded',
];

/**
 * @typedef {object} Task
 * @property {keyof typeof amounts} way
 * @property {string} name
 * @property {string} what What the program calls or publishes.
 * @property {number} target The most that the plugin may add, in proportion.
 */

/** @typedef {{ instructions: number, misses: number }} Count */

/** @param {Task} task @param {string} variant @param {Record<string, number>} ports @returns {Promise<Count>} Of one call. */
async function count({ way, what }, variant, ports) {
  const { calls, warmUp } = amounts[way];
  const program = fork(
    new URL('variant.mjs', import.meta.url),
    ['opentelemetry', String(ports.vendor), String(ports.agent)],
    {
      execPath: 'valgrind',
      execArgv: [`--cache-sim=${way === 'isolated' ? 'yes' : 'no'}`, ...valgrind],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    },
  );
  const report = text(/** @type {import('node:stream').Readable} */ (program.stderr));
  await once(program, 'message');
  const run = async () => {
    program.send({ name: variant, what, calls });
    await once(program, 'message');
  };
  const switchCounting = (/** @type {'on' | 'off'} */ to) =>
    execFileSync('callgrind_control', [`--instr=${to}`, String(program.pid)], { stdio: 'ignore' });
  for (let round = 0; round < warmUp; round++) await run();
  switchCounting('on');
  await run();
  switchCounting('off');
  program.disconnect();
  const lines = await report;
  const figure = (/** @type {RegExp} */ line) => Number(line.exec(lines)?.[1]?.replaceAll(',', '')) / calls;
  return { instructions: figure(/\bI +refs: +([\d,]+)/), misses: figure(/\bI1 +misses: +([\d,]+)/) };
}

const server = fork(new URL('server.mjs', import.meta.url));
const [ports] = await once(server, 'message');
const url = (/** @type {string} */ port, /** @type {string} */ chat) =>
  `http://127.0.0.1:${ports[port]}/v3/chats/${chat}/messages`;

/** @type {readonly Task[]} */
const tasks = [
  ...calls.flatMap(({ name, target = 0 }) =>
    target > 0 ? [{ way: /** @type {const} */ ('isolated'), name, what: name, target: target / REFERENCE }] : [],
  ),
  // A throughput of 0.98 and 0.95.
  { way: 'loopback', name: 'vendor success', what: url('vendor', 'ok'), target: 1 / 0.98 - 1 },
  { way: 'loopback', name: 'error of 300 bytes', what: url('vendor', 'error'), target: 1 / 0.95 - 1 },
];
const variants = /** @type {const} */ (['undici', 'plugin', 'floor']);

const waiting = tasks.flatMap((task) => variants.map((variant) => ({ task, variant }))).values();
/** @type {Map<Task, Partial<Record<(typeof variants)[number], Count>>>} */
const counts = new Map(tasks.map((task) => [task, {}]));
await Promise.all(
  Array.from({ length: AT_A_TIME }, async () => {
    for (const { task, variant } of waiting) {
      const counted = await count(task, variant, ports);
      Object.assign(counts.get(task) ?? {}, { [variant]: counted });
      console.error(`${task.way}, ${task.name}, ${variant}: ${counted.instructions.toFixed(0)}`);
    }
  }),
);
server.disconnect();

/** @type {string[]} */
const missed = [];
const rows = tasks.map((task) => {
  const { undici, plugin, floor } = /** @type {Record<(typeof variants)[number], Count>} */ (counts.get(task));
  const proportion = plugin.instructions / undici.instructions - 1;
  const reached = proportion <= task.target;
  if (!reached) missed.push(`${task.way}, ${task.name}`);
  const thousands = (/** @type {number} */ number) => (Number.isNaN(number) ? '' : (number / 1000).toFixed(1));
  return [
    `${task.way}, ${task.name}`,
    ...[undici.instructions, plugin.instructions - undici.instructions, floor.instructions - undici.instructions].map(
      thousands,
    ),
    proportion.toFixed(3),
    (floor.instructions / undici.instructions - 1).toFixed(3),
    `≤ ${task.target.toFixed(3)}: ${reached ? 'reached' : '**missed**'}`,
    ...[undici.misses, plugin.misses - undici.misses, floor.misses - undici.misses].map(thousands),
  ];
});

const page = `# Instructions

\`npm run bench:instructions\`, which wrote this page and needs Linux with [Valgrind](https://valgrind.org) (Debian's package \`valgrind\`). A
shared machine takes a third more or less time for the same work from one minute to the next; instructions it takes the same, but for
garbage collection: over loopback, where spans wait for their export, the same calls differ by some 20 thousand from run to run. Each
variant is a process of its own that makes calls by ready-made messages (isolated) or by \`fetch\` (loopback) until all is compiled, and then
${amounts.isolated.calls} or ${amounts.loopback.calls} that are counted: the user's part, with garbage collection, without the kernel. \`floor\` is \`UndiciInstrumentation\` with a hook that writes the
plugin's attributes and metrics and reads nothing: what the OpenTelemetry SDK takes, however good the plugin is. Targets are those of
[RESULTS.md](RESULTS.md) in proportion to \`UndiciInstrumentation\`.

Node.js ${process.versions.node}, ${execFileSync('valgrind', ['--version'], { encoding: 'utf8' }).trim()}.

${markdownTable([
  [
    'thousands per call',
    '`UndiciInstrumentation`',
    'added by the plugin',
    'by the floor',
    'plugin, in proportion',
    'floor',
    'target',
    'cache misses',
    'added by the plugin',
    'by the floor',
  ],
  ...rows,
])}

Cache misses, counted for isolated calls alone, are of instructions in a first-level cache of 32 KiB. Each costs some ten cycles, and there are many where much code runs
once per call, as in any instrumentation: that is why a call takes longer than its instructions suggest.
`;
console.log(page);
writeFileSync(new URL('INSTRUCTIONS.md', import.meta.url), page);
if (missed.length > 0) {
  console.error(`Missed: ${missed.join('; ')}`);
  process.exitCode = 1;
}
