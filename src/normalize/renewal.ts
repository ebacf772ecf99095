import type { RenewalTime } from '../definition/renewal-time.js';

const MILLISECONDS_PER_DAY = 86_400_000;

/** For each time of renewal, the milliseconds since 1970 of the next one. */
const nextRenewal: Readonly<Record<RenewalTime, (now: number) => number>> = {
  'midnight UTC': (now) => (Math.floor(now / MILLISECONDS_PER_DAY) + 1) * MILLISECONDS_PER_DAY,
};

/** The whole seconds until an allowance renews, at least one; `undefined` if that time is unknown. */
export function secondsUntilRenewal(renews: RenewalTime | undefined, now = Date.now()): number | undefined {
  if (renews === undefined || !Object.hasOwn(nextRenewal, renews)) return undefined;
  return Math.ceil((nextRenewal[renews](now) - now) / 1000);
}
