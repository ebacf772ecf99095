// @ts-check
// Calls per second over loopback, in variants that take turns so that noise meets all of them.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { median, summary } from './statistics.mjs';

const CALLS = 1_000;
const ROUNDS = 15;

const cases = [
  { name: 'another host', port: 'other', path: '/ok', least: 0.98 },
  { name: 'vendor success', port: 'vendor', path: '/ok', least: 0.98 },
  { name: 'error of 300 bytes', port: 'vendor', path: '/error', least: 0.95 },
  { name: 'error of 64 KiB', port: 'vendor', path: '/large', least: 0.95 },
  { name: 'error of 300 bytes, gzipped', port: 'vendor', path: '/gzip', least: 0.95 },
];

/** Others' instrumentations are measured where somebody has installed them. */
const others = { sentry: '@sentry/node', 'dd-trace': 'dd-trace' };

/** @param {string} name */
function isInstalled(name) {
  try {
    createRequire(import.meta.url).resolve(name);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} file @param {readonly string[]} [args] */
async function start(file, args = []) {
  const child = fork(new URL(file, import.meta.url), args);
  const [message] = await once(child, 'message');
  return { child, message };
}

export async function measureThroughput() {
  const { child: server, message: ports } = await start('server.mjs');
  const names = [
    'none',
    'undici',
    'plugin',
    'wrapper',
    ...Object.keys(others).filter((name) => isInstalled(others[/** @type {keyof typeof others} */ (name)])),
  ];
  const variants = await Promise.all(
    names.map(async (name) => ({ name, ...(await start('variant.mjs', [name, String(ports.vendor)])) })),
  );

  /** @param {(typeof variants)[number]} variant @param {string} url @returns {Promise<number>} Calls per second. */
  const measure = async ({ child }, url) => {
    child.send({ url, calls: CALLS });
    const [milliseconds] = await once(child, 'message');
    return (CALLS / milliseconds) * 1000;
  };

  const results = [];
  for (const { name, port, path, least } of cases) {
    const url = `http://127.0.0.1:${ports[port]}${path}`;
    /** @type {Record<string, number[]>} */
    const rates = Object.fromEntries(names.map((variant) => [variant, []]));
    for (let round = -1; round < ROUNDS; round++) {
      // In another order each time, for who comes first may find the machine warmer.
      const order = variants.map((_, index) => variants[(index + round + ROUNDS) % variants.length]);
      for (const variant of order) {
        if (variant === undefined) continue;
        const rate = await measure(variant, url);
        if (round >= 0) rates[variant.name]?.push(rate);
      }
    }
    const ratio = (/** @type {string} */ a, /** @type {string} */ b) =>
      summary((rates[a] ?? []).map((rate, round) => rate / (rates[b]?.[round] ?? Number.NaN)));
    results.push({
      name,
      least,
      rates: Object.fromEntries(Object.entries(rates).map(([variant, values]) => [variant, median(values)])),
      ofUndici: ratio('plugin', 'undici'),
      ofWrapper: ratio('plugin', 'wrapper'),
      isError: path !== '/ok',
    });
  }
  for (const { child } of variants) child.disconnect();
  server.disconnect();
  return results;
}
