import type { RenewalTime } from '../definition/renewal-time.js';
import { type Actor, actors } from './actors.js';
import type { Retry } from './answer.js';

/** Whether a retry helps, in words. */
export const retries: Readonly<Record<Retry, string>> = {
  yes: 'helps: the same request, sent again, may succeed',
  no: 'does not help: the same request fails again',
  depends: "depends on the vendor's code or the HTTP status",
};

/** The data about retries. */
interface RetryAdvice {
  readonly retryable: boolean;
  readonly retryAfter?: number;
  readonly renews?: RenewalTime;
}

/** Whether a retry helps, and how long to wait. */
export function retryText({ retryable, retryAfter, renews }: RetryAdvice): string {
  const text = retries[retryable ? 'yes' : 'no'];
  if (renews !== undefined) return `${text}; wait until ${renews}, unless the response contains a wait`;
  return retryAfter === undefined ? text : `${text}; wait ${retryAfter} seconds, unless the response contains a wait`;
}

/** The fields of every error: its meaning, who acts, and the first step. */
export function guidance(result: { readonly meaning: string; readonly actor: Actor; readonly firstStep: string }) {
  return [
    ['meaning', result.meaning],
    ['who acts', actors[result.actor]],
    ['first', result.firstStep],
  ] as const;
}
