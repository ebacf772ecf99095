// @ts-check
// An application that calls the vendor, in the variants of one program.
import { publish, calls as published } from './messages.mjs';
import { startProgram } from './programs.mjs';

const [program = 'none', ports = '{}'] = process.argv.slice(2);
const CONCURRENCY = 16;
const variants = startProgram(program, JSON.parse(ports));

/** What to call how often. @typedef {{ name: string, what: string, calls: number }} Turn `what` is a URL, or ready-made messages. */

let current = '';

/** @param {string} name @returns Whether that changes anything. */
function switchTo(name) {
  const [last, next] = [variants[current], variants[name]];
  current = name;
  if (last?.on === next?.on) return false;
  last?.off?.();
  next?.on?.();
  return true;
}

/** @param {Turn} turn */
async function makeCalls({ name, what, calls }) {
  const call = variants[name]?.call ?? fetch;
  let left = calls;
  const caller = async () => {
    while (left-- > 0) await (await call(what)).text();
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, caller));
}

/** @param {Turn} turn @returns Milliseconds, and microseconds of the processor. */
async function run(turn) {
  const messages = published.find(({ name }) => name === turn.what);
  // The first calls after a switch look up what later ones know.
  if (switchTo(turn.name) && messages === undefined) await makeCalls(turn);
  const begin = performance.now();
  const usage = process.cpuUsage();
  if (messages === undefined) await makeCalls(turn);
  else publish(messages, turn.calls);
  const { user, system } = process.cpuUsage(usage);
  return { milliseconds: performance.now() - begin, processor: user + system };
}

process.on('message', async (/** @type {readonly Turn[]} */ turns) => {
  const results = [];
  for (const turn of turns) results.push(await run(turn));
  process.send?.(results);
});
process.on('disconnect', () => process.exit());
process.send?.('ready');
