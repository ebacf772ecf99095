import type { Use } from './clients.js';

const NOT_READY = 'resource_not_ready';
const RESET = 'connection_reset';

/** What the application does, and what the plugin must count: the normalized code, or nothing if it is not an error. */
interface Expectation extends Use {
  readonly error?: string;
}

/** Every fault of the server. */
export const faults: Readonly<Record<string, Expectation>> = {
  success: {},
  'success-id-in-body': {},
  'no-content': {},
  error: { error: NOT_READY },
  limited: { error: 'rate_limited' },
  'unknown-code': { error: 'invalid_request' },
  page: { error: 'upstream_error' },
  empty: { error: 'service_unavailable' },
  gzip: { error: NOT_READY },
  deflate: { error: NOT_READY },
  br: { error: NOT_READY },
  // Plain JSON with any header.
  'no-gzip': { error: NOT_READY },
  garbage: { error: RESET },
  'garbage-body': { error: 'conflict' },
  large: { error: NOT_READY },
  hints: { error: NOT_READY },
  late: { error: NOT_READY },
  'late-body': { error: NOT_READY },
  'in-pieces': { error: NOT_READY },
  cut: { error: NOT_READY },
  'cut-success': { error: RESET },
  reset: { error: RESET },
  closed: { error: RESET },
  'reset-in-error': { error: NOT_READY },
  'reset-in-success': { error: RESET },
  never: { error: 'timeout', timesOut: true },
  'aborted-before': { aborts: 'before' },
  'aborted-in-body': { aborts: 'in body' },
  'cancelled-body': { error: 'conflict', cancelsBody: true },
};

/** The faults in which the server waits until the client has the beginning of the body. */
export const waitsForBeginning: ReadonlySet<string> = new Set(['reset-in-error', 'reset-in-success']);

/** Faults that take a while are rarer, or nothing but waiting would be tested. */
const often = Object.keys(faults).filter((fault) => !/^(?:never|late|aborted|large)/.test(fault));

/** The fault of a call, by a random number. */
export function faultOf(random: (limit: number) => number): string {
  const names = random(5) === 0 ? Object.keys(faults) : often;
  return names[random(names.length)] ?? 'success';
}
