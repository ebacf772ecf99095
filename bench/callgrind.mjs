// @ts-check
// Runs a variant of the benchmark in Valgrind, which counts what a call takes.
import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/** Calls of a run, and how many runs have all code compiled before one is counted. */
export const amounts = { isolated: { calls: 10_000, warmUp: 5 }, loopback: { calls: 3_000, warmUp: 3 } };

const valgrind = [
  '--tool=callgrind',
  '--callgrind-out-file=/dev/null',
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
  const program = fork(new URL('variant.mjs', import.meta.url), ['opentelemetry', vendorPort], {
    execPath: 'valgrind',
    execArgv: [`--cache-sim=${way === 'isolated' ? 'yes' : 'no'}`, ...valgrind],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
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
  const counted = { instructions: figure(/\bI +refs: +([\d,]+)/), misses: figure(/\bI1 +misses: +([\d,]+)/) };
  console.error(`${way}, ${what}, ${variant}: ${counted.instructions.toFixed(0)}`);
  return counted;
}
