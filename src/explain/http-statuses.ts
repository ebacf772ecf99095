import type { NormalizedCode } from '../definition/vocabulary.js';
import { codeOfStatus, isRetryableStatus } from '../normalize/http-status.js';

/** HTTP statuses with the same meaning, for responses without a code in the vendor's table. */
export interface StatusGroup {
  /** For example `408, 504`, or `500 and any other 5xx`. */
  readonly statuses: string;
  /** Whether the same request may succeed later. */
  readonly retryable: boolean;
}

/** The registered statuses of final responses that are not errors. */
const REGISTERED = [range(200, 208), range(226, 226), range(300, 308)].flat();

/** Whether a number can be the status of a response. Every 4xx and 5xx can, because servers also send unregistered ones. */
export function isStatus(value: number): boolean {
  return (value >= 400 && value < 600) || REGISTERED.includes(value);
}

function range(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** The last status of each class represents all unlisted statuses of the class. */
function describe(statuses: readonly number[]): string {
  const other = statuses.find((status) => status === 499 || status === 599);
  return other === undefined ? statuses.join(', ') : `${statuses[0]} and any other ${Math.floor(other / 100)}xx`;
}

/** The HTTP statuses that lead to a normalized code without a native code. */
export function statusesOf(code: NormalizedCode): readonly StatusGroup[] {
  const statuses = range(400, 599).filter((status) => codeOfStatus(status) === code);
  return [true, false].flatMap((retryable) => {
    const group = statuses.filter((status) => isRetryableStatus(status) === retryable);
    return group.length === 0 ? [] : [{ statuses: describe(group), retryable }];
  });
}
