// @ts-check
// Runs a variant of the benchmark in Valgrind, which counts what a call takes.
import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Calls of a run, and how many runs have all code compiled before the first is counted. */
export const amounts = { isolated: { calls: 10_000, warmUp: 5 }, loopback: { calls: 3_000, warmUp: 3 } };
/** The least of so many runs counts: now and then the compiler works once more, for a case that comes once a second. */
const COUNTED = 2;

const valgrind = [
  '--tool=callgrind',
  '--instr-atstart=no',
  process.execPath,
  // Otherwise the compiler and the garbage collector would count or not, as it comes.
  '--single-threaded',
  '--hash-seed=1',
  '--random-seed=1',
];

/** @typedef {{ instructions: number, misses: number }} Count Of one call. */

/**
 * @param {keyof typeof amounts} way
 * @param {string} variant
 * @param {string} what The URL to call, or the name of ready-made messages to publish.
 * @param {string} vendorPort
 * @returns {Promise<Count>}
 */
export async function count(way, variant, what, vendorPort) {
  const { calls, warmUp } = amounts[way];
  const folder = mkdtempSync(join(tmpdir(), 'callgrind-'));
  const file = join(folder, 'counts');
  const program = fork(new URL('variant.mjs', import.meta.url), ['opentelemetry', vendorPort], {
    execPath: 'valgrind',
    execArgv: [`--callgrind-out-file=${file}`, `--cache-sim=${way === 'isolated' ? 'yes' : 'no'}`, ...valgrind],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  await once(program, 'message');
  const run = async () => {
    program.send({ name: variant, what, calls });
    await once(program, 'message');
  };
  const control = (/** @type {string} */ command) =>
    execFileSync('callgrind_control', [command, String(program.pid)], { stdio: 'ignore' });
  for (let round = 0; round < warmUp; round++) await run();
  const counts = [];
  for (let round = 1; round <= COUNTED; round++) {
    control('--instr=on');
    await run();
    control('--instr=off');
    control('--dump');
    counts.push(readCount(`${file}.${round}`, calls));
  }
  program.disconnect();
  await once(program, 'exit');
  rmSync(folder, { recursive: true });
  const [least = { instructions: Number.NaN, misses: Number.NaN }] = counts.sort(
    (a, b) => a.instructions - b.instructions,
  );
  console.error(`${way}, ${what}, ${variant}: ${counts.map(({ instructions }) => instructions.toFixed(0)).join(' ')}`);
  return least;
}

/** @param {string} file @param {number} calls @returns {Count} */
function readCount(file, calls) {
  const text = readFileSync(file, 'utf8');
  const words = (/** @type {RegExp} */ line) => line.exec(text)?.[1]?.split(' ') ?? [];
  const totals = words(/^totals: (.+)$/m);
  const events = words(/^events: (.+)$/m);
  const figure = (/** @type {string} */ event) => Number(totals[events.indexOf(event)]) / calls;
  return { instructions: figure('Ir'), misses: figure('I1mr') };
}
