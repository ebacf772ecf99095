// @ts-check
// What the number of vendors and the length of a table cost.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { summary } from './statistics.mjs';

const PROCESSES = 5;
const ROWS = 5_000;
export const sizes = ['1 vendor', '4 vendors', 'all built-in vendors', `1 vendor with ${ROWS} codes`];

/** @param {string} size */
async function measure(size) {
  await import('@opentelemetry/sdk-trace-node');
  await import('@opentelemetry/instrumentation-undici');
  const begin = performance.now();
  const package_ = await import('opentelemetry-instrumentation-vendor-errors');
  const { builtInVendors, linq, VendorErrorsInstrumentation } = package_;
  const counts = { '1 vendor': 1, '4 vendors': 4 };
  const count = counts[/** @type {keyof typeof counts} */ (size)] ?? Number.POSITIVE_INFINITY;
  const rows = Array.from({ length: ROWS }, (_, row) => [`code_${row}`, { code: 'rate_limited', retryable: true }]);
  const long = () => ({ ...linq(), codes: { ...linq().codes, ...Object.fromEntries(rows) } });
  const vendors = size === sizes[3] ? [long()] : builtInVendors().slice(0, count);
  new VendorErrorsInstrumentation({ vendors }).disable();
  const start = performance.now() - begin;

  const { accepted, documentedErrors } = await import('./answers.mjs');
  const { measureByTurns, startPlugin } = await import('./turns.mjs');
  const errors = (await documentedErrors(['linq'])).linq ?? [];
  const plugin = startPlugin(vendors);
  /** @param {import('./answers.mjs').Answer} answer */
  const place = (answer) => ({ origin: 'https://api.linqapp.com', path: '/api/partner/v3/chats', answer });
  const success = await measureByTurns(plugin, { name: 'success', places: [place(accepted)] });
  const error = await measureByTurns(plugin, { name: 'error', places: errors.map(place) });
  return { size, start, success: success.added, error: error.added };
}

export async function measureVendors() {
  /** @type {Awaited<ReturnType<typeof measure>>[]} */
  const measured = [];
  for (let count = 0; count < PROCESSES; count++) {
    for (const size of sizes) {
      const [result] = await once(fork(import.meta.filename, [size]), 'message');
      measured.push(result);
    }
  }
  return sizes.map((size) => {
    const results = measured.filter((result) => result.size === size);
    return {
      size,
      start: summary(results.map(({ start }) => start)),
      success: summary(results.map(({ success }) => success)),
      error: summary(results.map(({ error }) => error)),
    };
  });
}

if (process.argv[1] === import.meta.filename) process.send?.(await measure(process.argv[2] ?? ''));
