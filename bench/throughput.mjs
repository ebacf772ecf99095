// @ts-check
// Calls per second over loopback, in variants that take turns so that noise meets all of them.
import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { median, summary } from './statistics.mjs';

/** One for each caller: a machine's speed changes all the time, and the shorter a turn, the less of that is in a ratio. */
const CALLS = 16;
/** A program takes so many turns of each of its ways before the next program does: what others leave in the caches costs time. */
const TURNS = 20;
/** Not counted: only after some ten thousand calls has all that a call needs been compiled. */
const WARM_UP = 20;
const ROUNDS = 80;

/** What a turn calls. @typedef {{ program: string, variant: string, port: keyof import('./programs.mjs').Ports }} Way */
/** @param {string} variant @param {Way['port']} [port] @returns {Way} */
const inOneProgram = (variant, port = 'other') => ({ program: 'opentelemetry', variant, port });
/** @param {string} program @returns {Way} */
const alone = (program) => ({ program, variant: program, port: 'other' });

/** Switched between turns. @type {Record<string, Way>} */
const toOther = {
  none: alone('none'),
  undici: inOneProgram('undici'),
  plugin: inOneProgram('plugin'),
  wrapper: inOneProgram('wrapper'),
  'by hand': inOneProgram('by hand'),
  sentry: alone('sentry'),
  'dd-trace': alone('dd-trace'),
};
/** Nothing is switched: whose call it is depends on the port. @type {Record<string, Way>} */
const toVendor = {
  ...toOther,
  undici: inOneProgram('together'),
  plugin: inOneProgram('together', 'vendor'),
  'by hand': inOneProgram('together', 'byHand'),
};

const cases = [
  { name: 'another host', ways: toOther, chat: 'ok', least: 0.98 },
  { name: 'vendor success', ways: toVendor, chat: 'ok', least: 0.98 },
  { name: 'error of 300 bytes', ways: toVendor, chat: 'error', least: 0.95 },
  { name: 'error of 300 bytes, Retry-After', ways: toVendor, chat: 'limit', least: 0.95 },
  { name: 'error of 64 KiB', ways: toVendor, chat: 'large', least: 0.95 },
  { name: 'error of 300 bytes, gzipped', ways: toVendor, chat: 'gzip', least: 0.95 },
];

/**
 * Who comes after whom makes a difference, so it is left to chance.
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

export async function measureThroughput() {
  const { child: server, message: ports } = await start('server.mjs');
  execFileSync('npm', ['ci', '--silent'], { cwd: new URL('others', import.meta.url), stdio: 'inherit' });
  /** @type {Record<string, import('node:child_process').ChildProcess>} */
  const programs = {};
  for (const program of ['none', 'opentelemetry', 'sentry', 'dd-trace']) {
    programs[program] = (await start('variant.mjs', [program, JSON.stringify(ports)])).child;
  }

  /** @param {string} program @param {readonly Way[]} ways @param {string} chat @returns {Promise<{ milliseconds: number, processor: number }[]>} */
  const measure = async (program, ways, chat) => {
    const child = /** @type {import('node:child_process').ChildProcess} */ (programs[program]);
    child.send(
      ways.map(({ variant, port }) => ({
        name: variant,
        what: `http://127.0.0.1:${ports[port]}/v3/chats/${chat}/messages`,
        calls: CALLS,
      })),
    );
    const [measured] = await once(child, 'message');
    return measured;
  };

  const results = [];
  for (const { name, ways, chat, least } of cases) {
    /** @type {Record<string, number[]>} */
    const rates = Object.fromEntries(Object.keys(ways).map((each) => [each, []]));
    /** @type {Record<string, number[]>} */
    const processor = Object.fromEntries(Object.keys(ways).map((each) => [each, []]));
    for (let round = -WARM_UP; round < ROUNDS; round++) {
      for (const program of shuffled(Object.keys(programs))) {
        const own = Object.entries(ways).filter(([, way]) => way.program === program);
        const turns = Array.from({ length: TURNS }, () => shuffled(own)).flat();
        const measured = await measure(
          program,
          turns.map(([, way]) => way),
          chat,
        );
        if (round < 0) continue;
        for (const [index, { milliseconds, processor: microseconds }] of measured.entries()) {
          const [each = ''] = turns[index] ?? [];
          rates[each]?.push((CALLS / milliseconds) * 1000);
          processor[each]?.push(microseconds / CALLS);
        }
      }
    }
    const ratio = (/** @type {string} */ a, /** @type {string} */ b) =>
      summary((rates[a] ?? []).map((rate, round) => rate / (rates[b]?.[round] ?? Number.NaN)));
    const added = (/** @type {string} */ a) =>
      summary((processor[a] ?? []).map((time, round) => time - (processor.undici?.[round] ?? Number.NaN)));
    results.push({
      name,
      least,
      rates: Object.fromEntries(Object.entries(rates).map(([variant, values]) => [variant, median(values)])),
      ofUndici: ratio('plugin', 'undici'),
      ofWrapper: ratio('plugin', 'wrapper'),
      byHandOfUndici: ratio('by hand', 'undici'),
      processorOfUndici: median(processor.undici ?? []),
      addedByPlugin: added('plugin'),
      addedByWrapper: added('wrapper'),
      addedByHand: added('by hand'),
      isError: chat !== 'ok',
    });
  }
  for (const child of Object.values(programs)) child.disconnect();
  server.disconnect();
  return results;
}
