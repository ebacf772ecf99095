// @ts-check
// An application that calls the vendor, in the variants of one program.
import { publish, calls as published } from './messages.mjs';
import { startProgram } from './programs.mjs';

const [program = 'none', vendorPort = '', agentPort = ''] = process.argv.slice(2);
const CONCURRENCY = 16;
const variants = startProgram(program, vendorPort, agentPort);

let current = '';

/** @param {string} name */
function switchTo(name) {
  const variant = variants[name] ?? {};
  if (current !== name) {
    variants[current]?.off?.();
    variant.on?.();
    current = name;
  }
  return variant;
}

/**
 * @param {string} name
 * @param {string} what The URL to call, or the name of ready-made messages to publish.
 * @param {number} calls
 * @returns Milliseconds, and microseconds of the processor.
 */
async function run(name, what, calls) {
  const { call = fetch } = switchTo(name);
  const messages = published.find((each) => each.name === what);
  let left = calls;
  const caller = async () => {
    while (left-- > 0) await (await call(what)).text();
  };
  const begin = performance.now();
  const usage = process.cpuUsage();
  if (messages === undefined) await Promise.all(Array.from({ length: CONCURRENCY }, caller));
  else publish(messages, calls);
  const { user, system } = process.cpuUsage(usage);
  const milliseconds = performance.now() - begin;
  return { milliseconds, processor: user + system };
}

process.on('message', async ({ name, what, calls }) => process.send?.(await run(name, what, calls)));
process.on('disconnect', () => process.exit());
process.send?.(Object.keys(variants));
