// @ts-check
// Calls per second over loopback, in variants that take turns so that noise meets all of them.
import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { median, summary } from './statistics.mjs';

/** Few, for a machine's speed changes from one second to the next. */
const CALLS = 300;
/** Not counted: only after some ten thousand calls has all that a call needs been compiled. */
const WARM_UP = 20;
const ROUNDS = 100;

const cases = [
  { name: 'another host', port: 'other', chat: 'ok', least: 0.98 },
  { name: 'vendor success', port: 'vendor', chat: 'ok', least: 0.98 },
  { name: 'error of 300 bytes', port: 'vendor', chat: 'error', least: 0.95 },
  { name: 'error of 300 bytes, Retry-After', port: 'vendor', chat: 'limit', least: 0.95 },
  { name: 'error of 64 KiB', port: 'vendor', chat: 'large', least: 0.95 },
  { name: 'error of 300 bytes, gzipped', port: 'vendor', chat: 'gzip', least: 0.95 },
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
  const programs = await Promise.all(
    ['none', 'opentelemetry', 'sentry', 'dd-trace'].map((program) =>
      start('variant.mjs', [program, String(ports.vendor), String(ports.agent)]),
    ),
  );
  const variants = programs.flatMap(({ child, message }) =>
    /** @type {string[]} */ (message).map((name) => ({ child, name })),
  );
  const names = variants.map(({ name }) => name);

  /** @param {(typeof variants)[number]} variant @param {string} url */
  const measure = async ({ child, name }, url) => {
    child.send({ name, what: url, calls: CALLS });
    const [{ milliseconds, processor }] = await once(child, 'message');
    return { rate: (CALLS / milliseconds) * 1000, processor: processor / CALLS };
  };

  const results = [];
  for (const { name, port, chat, least } of cases) {
    const url = `http://127.0.0.1:${ports[port]}/v3/chats/${chat}/messages`;
    /** @type {Record<string, number[]>} */
    const rates = Object.fromEntries(names.map((variant) => [variant, []]));
    /** @type {Record<string, number[]>} */
    const processor = Object.fromEntries(names.map((variant) => [variant, []]));
    for (let round = -WARM_UP; round < ROUNDS; round++) {
      for (const variant of shuffled(variants)) {
        const measured = await measure(variant, url);
        if (round < 0) continue;
        rates[variant.name]?.push(measured.rate);
        processor[variant.name]?.push(measured.processor);
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
  for (const { child } of programs) child.disconnect();
  server.disconnect();
  return results;
}
