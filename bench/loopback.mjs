// @ts-check
// CPU time over loopback. The ways take turns, so that noise affects all of them.
import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { median, summary } from './statistics.mjs';

/** The calls of a turn, one for each caller. Short turns, because the speed of a machine changes all the time. */
const CALLS = 16;
/** The turns of a program before the next program, which fills the caches with its own code. */
const TURNS = 20;
/** Unmeasured turns, because the code is completely compiled only after some ten thousand calls. */
const WARM_UP = 20;
const ROUNDS = 60;

/** @typedef {{ program: string, way: string, port: 'vendor' | 'other' }} Turn */

/** @param {string} program @returns {Turn} */
const alone = (program) => ({ program, way: program, port: 'other' });
/** @param {string} way @param {Turn['port']} [port] @returns {Turn} */
const together = (way, port = 'other') => ({ program: 'opentelemetry', way, port });

/** @type {Record<string, Turn>} */
const toVendor = {
  none: alone('none'),
  undici: together('undici'),
  plugin: together('undici', 'vendor'),
  wrapper: together('wrapper'),
  sentry: alone('sentry'),
  'dd-trace': alone('dd-trace'),
};
/** The plugin is turned off for the comparison, because it checks the host of each call. @type {Record<string, Turn>} */
const toOther = { ...toVendor, undici: together('undici alone'), plugin: together('undici') };

const cases = [
  { name: 'another host', turns: toOther, chat: 'ok' },
  { name: 'success', turns: toVendor, chat: 'ok' },
  { name: 'documented errors', turns: toVendor, chat: 'error' },
  { name: 'documented errors, gzipped', turns: toVendor, chat: 'gzip' },
  { name: 'error of 64 KiB', turns: toVendor, chat: 'large' },
];

/**
 * Shuffles the order, because the order influences the results.
 *
 * @template T
 * @param {readonly T[]} values
 */
function shuffled(values) {
  return values
    .map((value) => ({ value, place: Math.random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ value }) => value);
}

/** @param {string} file @param {readonly string[]} [args] */
async function start(file, args = []) {
  const child = fork(new URL(file, import.meta.url), args);
  const [message] = await once(child, 'message');
  return { child, message };
}

export async function measureLoopback() {
  const { child: server, message: ports } = await start('server.mjs');
  execFileSync('npm', ['ci', '--silent'], { cwd: new URL('others', import.meta.url), stdio: 'inherit' });
  /** @type {Record<string, import('node:child_process').ChildProcess>} */
  const programs = {};
  for (const program of ['none', 'opentelemetry', 'sentry', 'dd-trace']) {
    programs[program] = (await start('program.mjs', [program, JSON.stringify(ports)])).child;
  }

  const results = [];
  for (const { name, turns, chat } of cases) {
    /** The CPU time per call. @type {Record<string, number[]>} */
    const measured = Object.fromEntries(Object.keys(turns).map((each) => [each, []]));
    for (let round = -WARM_UP; round < ROUNDS; round++) {
      for (const program of shuffled(Object.keys(programs))) {
        const own = Object.entries(turns).filter(([, turn]) => turn.program === program);
        const order = Array.from({ length: TURNS }, () => shuffled(own)).flat();
        const child = /** @type {import('node:child_process').ChildProcess} */ (programs[program]);
        const url = (/** @type {Turn} */ { port }) => `http://127.0.0.1:${ports[port]}/v3/chats/${chat}/messages`;
        child.send(order.map(([, turn]) => ({ way: turn.way, url: url(turn), calls: CALLS })));
        const [ofProgram] = await once(child, 'message');
        if (round < 0) continue;
        for (const [index, result] of ofProgram.entries()) measured[order[index]?.[0] ?? '']?.push(result);
      }
    }
    /** @param {(a: number, b: number) => number} combine @param {string} a @param {string} b */
    const paired = (combine, a, b) =>
      summary((measured[a] ?? []).map((value, index) => combine(value, measured[b]?.[index] ?? Number.NaN)));
    results.push({
      name,
      isError: chat !== 'ok',
      cpu: Object.fromEntries(Object.keys(turns).map((each) => [each, median(measured[each] ?? [])])),
      added: paired((a, b) => a - b, 'plugin', 'undici'),
      toWrapper: paired((a, b) => a / b, 'plugin', 'wrapper'),
    });
  }
  for (const child of Object.values(programs)) child.disconnect();
  server.disconnect();
  return results;
}
