// @ts-check
// One of the programs, in a separate process. It makes the requested calls.
import { startProgram } from './programs.mjs';

const [name = 'none', ports = '{}'] = process.argv.slice(2);
const CONCURRENCY = 16;
const { ways, setPlugin } = startProgram(name, JSON.parse(ports));
let isPluginOff = false;

/** Some calls of a way to a URL. @typedef {{ way: string, url: string, calls: number }} Turn */

/** @param {Turn} turn */
async function makeCalls({ way, url, calls }) {
  const call = ways[way]?.call ?? fetch;
  let left = calls;
  const caller = async () => {
    while (left-- > 0) await (await call(url)).text();
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, caller));
}

/** @param {Turn} turn @returns Microseconds of CPU per call. */
async function run(turn) {
  const isOff = ways[turn.way]?.isPluginOff === true;
  if (isOff !== isPluginOff) {
    setPlugin?.(!isOff);
    isPluginOff = isOff;
    // Warm up, because the first calls after a switch fill caches.
    await makeCalls(turn);
  }
  const usage = process.cpuUsage();
  await makeCalls(turn);
  const { user, system } = process.cpuUsage(usage);
  return (user + system) / turn.calls;
}

process.on('message', async (/** @type {readonly Turn[]} */ turns) => {
  const results = [];
  for (const turn of turns) results.push(await run(turn));
  process.send?.(results);
});
process.on('disconnect', () => process.exit());
process.send?.('ready');
