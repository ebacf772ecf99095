import fc from 'fast-check';
import { it } from 'vitest';

/** How many of a thousand cases each property gets. Cheap and broad properties get most. */
const shares = {
  'normalize: a sound error': 190,
  'normalize: one outcome for all forms of a body': 130,
  'normalize: any JSON': 70,
  'readers: any value': 60,
  'network failures: any error': 50,
  'webhooks: any payload': 60,
  'routes: the route of a path': 40,
  'Retry-After: numbers': 30,
  'Retry-After: dates': 40,
  'Retry-After: any text': 60,
  'partial JSON: what had arrived': 70,
  'partial JSON: any text': 60,
  'content codings: there and back': 12,
  'content codings: cut': 30,
  'content codings: damaged': 8,
  'content codings: any header': 16,
  'headers: forms of an application': 20,
  'headers: forms of a client': 30,
  'trace ids: any value': 30,
  'hosts: the vendor of an origin': 60,
  'hosts: a declared host': 20,
  'redaction: phone numbers': 15,
  'redaction: e-mail addresses': 10,
  'redaction: keys and tokens': 15,
  'redaction: any text': 20,
  'patterns: the same matches as the real ones': 1,
  'patterns: linear': 1,
} as const;

type Name = keyof typeof shares;

const { FUZZ_CASES, FUZZ_SEED } = process.env;
const long = FUZZ_CASES !== undefined;
const all = Number(FUZZ_CASES ?? 5000);
const sum = Object.values(shares).reduce((total, share) => total + share, 0);
/** Always the same cases, where a run is a gate; new ones in every long run. */
const seed = Number(FUZZ_SEED ?? (long ? Date.now() % 2 ** 31 : 20_261_121));

/** How many cases a property gets in this run. */
export function casesOf(name: Name): number {
  return Math.max(10, Math.ceil((all * shares[name]) / sum));
}

/** A test that a property holds for every case; a failure shows the smallest failing case. */
export function fuzz<T>(name: Name, property: fc.IPropertyWithHooks<T>): void {
  const numRuns = casesOf(name);
  it(name, () => {
    const start = performance.now();
    fc.assert(property, { numRuns, seed });
    const seconds = (performance.now() - start) / 1000;
    if (long) console.log(`${name}: ${numRuns} cases in ${seconds.toFixed(1)} s, FUZZ_SEED=${seed}`);
  }, 3_600_000); // A property runs without a pause, so no limit of time could stop it.
}

/** Fails a property with a reason; cheaper than an assertion library, which a million cases feel. */
export function must(holds: boolean, reason: string, ...facts: readonly unknown[]): void {
  if (!holds) throw new Error([reason, ...facts.map((fact) => JSON.stringify(fact) ?? String(fact))].join(' '));
}
