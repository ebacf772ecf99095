// @ts-check
// Whether a call costs more with more vendors, codes, hosts or calls in flight.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { summary } from './statistics.mjs';

const PROCESSES = 5;
const MANY = 5_000;
const IN_FLIGHT = 1_000;

/**
 * @typedef {typeof import('opentelemetry-instrumentation-vendor-errors')} Package
 * @typedef {object} Size
 * @property {(plugin: Package) => import('opentelemetry-instrumentation-vendor-errors').Vendor[]} vendors
 * @property {number} [hosts] How many hosts of the vendor's wildcard are called. 1, if it is absent
 * @property {number} [inFlight]
 * @property {number} limit The maximum cost, as a multiple of the cost with one vendor.
 */

/** @type {Record<string, Size>} */
const sizes = {
  '1 vendor': { vendors: ({ linq }) => [linq()], limit: 1 },
  '4 vendors': { vendors: ({ builtInVendors }) => builtInVendors().slice(0, 4), limit: 1.25 },
  'all built-in vendors': { vendors: ({ builtInVendors }) => builtInVendors(), limit: 1.25 },
  [`1 vendor with ${MANY} codes`]: {
    vendors: ({ linq }) => [{ ...linq(), codes: { ...linq().codes, ...rows() } }],
    limit: 1.25,
  },
  [`1 vendor with ${MANY} hosts`]: { vendors: ({ linq }) => [linq({ hosts: ['*.example'] })], hosts: MANY, limit: 1.5 },
  [`1 vendor, ${IN_FLIGHT} calls in flight`]: { vendors: ({ linq }) => [linq()], inFlight: IN_FLIGHT, limit: 2 },
};

/** @returns {Record<string, import('opentelemetry-instrumentation-vendor-errors').CodeRow>} */
function rows() {
  return Object.fromEntries(
    Array.from({ length: MANY }, (_, row) => [`code_${row}`, { code: 'rate_limited', retryable: true }]),
  );
}

/** @param {string} name */
async function measure(name) {
  const { vendors: make, hosts = 1, inFlight } = /** @type {Size} */ (sizes[name]);
  await import('@opentelemetry/sdk-trace-node');
  await import('@opentelemetry/instrumentation-undici');
  const begin = performance.now();
  const package_ = await import('opentelemetry-instrumentation-vendor-errors');
  const vendors = make(package_);
  new package_.VendorErrorsInstrumentation({ vendors }).disable();
  const start = performance.now() - begin;

  const { accepted, documentedErrors } = await import('./answers.mjs');
  const { measureByTurns, startPlugin } = await import('./turns.mjs');
  const errors = (await documentedErrors(['linq'])).linq ?? [];
  const plugin = startPlugin(vendors);
  const flight = inFlight === undefined ? {} : { inFlight };
  /** Each host in its turn. @param {readonly import('./answers.mjs').Answer[]} answers */
  const places = (answers) =>
    Array.from({ length: Math.max(hosts, answers.length) }, (_, index) => ({
      origin: hosts === 1 ? 'https://api.linqapp.com' : `https://host-${index % hosts}.example`,
      path: '/api/partner/v3/chats',
      answer: /** @type {import('./answers.mjs').Answer} */ (answers[index % answers.length]),
    }));
  const success = await measureByTurns(plugin, { name: 'success', places: places([accepted]), ...flight });
  const error = await measureByTurns(plugin, { name: 'error', places: places(errors), ...flight });
  return { size: name, start, success: success.added, error: error.added };
}

export async function measureGrowth() {
  /** @type {Awaited<ReturnType<typeof measure>>[]} */
  const measured = [];
  for (let count = 0; count < PROCESSES; count++) {
    for (const size of Object.keys(sizes)) {
      const [result] = await once(fork(import.meta.filename, [size]), 'message');
      measured.push(result);
    }
  }
  return Object.entries(sizes).map(([size, { limit }]) => {
    const results = measured.filter((result) => result.size === size);
    return {
      size,
      limit,
      start: summary(results.map(({ start }) => start)),
      success: summary(results.map(({ success }) => success)),
      error: summary(results.map(({ error }) => error)),
    };
  });
}

if (process.argv[1] === import.meta.filename) process.send?.(await measure(process.argv[2] ?? ''));
