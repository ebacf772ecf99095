import type { RenewalTime } from '../definition/renewal-time.js';

const MILLISECONDS_PER_DAY = 86_400_000;

/** The next renewal for each renewal time, in milliseconds since 1970. */
const nextRenewal: Readonly<Record<RenewalTime, (now: number) => number>> = {
  'midnight UTC': (now) => (Math.floor(now / MILLISECONDS_PER_DAY) + 1) * MILLISECONDS_PER_DAY,
};

/** The whole seconds until an allowance renews, at least one; `undefined` if the time is unknown. */
export function secondsUntilRenewal(renews: RenewalTime | undefined, now = Date.now()): number | undefined {
  if (renews === undefined || !Object.hasOwn(nextRenewal, renews)) return undefined;
  return Math.ceil((nextRenewal[renews](now) - now) / 1000);
}
