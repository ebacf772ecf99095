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
  '--dump-instr=yes',
  process.execPath,
  // Otherwise the compiler and the garbage collector would count or not, as it comes.
  '--single-threaded',
  '--hash-seed=1',
  '--random-seed=1',
];

/** @typedef {{ instructions: number, lines: number }} Count What one call runs, and of how many lines of code. */

/**
 * @param {keyof typeof amounts} way
 * @param {string} variant
 * @param {string} what The URL to call, or the name of ready-made messages to publish.
 * @param {import('./programs.mjs').Ports} ports
 * @returns {Promise<Count>}
 */
export async function count(way, variant, what, ports) {
  const { calls, warmUp } = amounts[way];
  const folder = mkdtempSync(join(tmpdir(), 'callgrind-'));
  const file = join(folder, 'counts');
  const program = fork(new URL('variant.mjs', import.meta.url), ['opentelemetry', JSON.stringify(ports)], {
    execPath: 'valgrind',
    execArgv: [`--callgrind-out-file=${file}`, ...valgrind],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  await once(program, 'message');
  const run = async () => {
    program.send([{ name: variant, what, calls }]);
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
  const [least = { instructions: Number.NaN, lines: Number.NaN }] = counts.sort(
    (a, b) => a.instructions - b.instructions,
  );
  console.error(`${way}, ${what}, ${variant}: ${counts.map(({ instructions }) => instructions.toFixed(0)).join(' ')}`);
  return least;
}

/** Bytes that a cache fetches at a time. */
const LINE = 64;

/** @param {string} file @param {number} calls @returns {Count} */
function readCount(file, calls) {
  const text = readFileSync(file, 'utf8');
  const instructions = Number(/^totals: (\d+)$/m.exec(text)?.[1]) / calls;
  /** How often the instruction at an address ran. @type {Map<number, number>} */
  const runs = new Map();
  let address = 0;
  let isOfCallee = false;
  for (const line of text.split('\n')) {
    // The line after one with `calls=` has what the called function took, which is counted there.
    const [, sign, digits, times] = /^(0x|[+-]|\*)([\da-f]*) \S+ (\d+)$/.exec(line) ?? [];
    if (sign === '0x') address = Number.parseInt(digits ?? '', 16);
    else if (sign === '+') address += Number(digits);
    else if (sign === '-') address -= Number(digits);
    if (sign !== undefined && !isOfCallee) runs.set(address, (runs.get(address) ?? 0) + Number(times));
    isOfCallee = line.startsWith('calls=');
  }
  const often = [...runs].filter(([, times]) => times >= calls / 2);
  return { instructions, lines: new Set(often.map(([at]) => Math.floor(at / LINE))).size };
}
