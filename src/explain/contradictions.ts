import type { Vendor } from '../definition/vendor.js';
import type { NormalizedCode } from '../definition/vocabulary.js';
import { rowsOf } from './results.js';

/** The note about a text whose meaning differs from the table's: `linq 1007 recipient_opted_out`. */
export function contradiction(
  subject: string,
  meant: NormalizedCode,
  claimed: NormalizedCode | undefined,
  vendor: Vendor | undefined,
): readonly string[] {
  if (claimed === undefined || claimed === meant) return [];
  const rows = vendor === undefined ? [] : rowsOf(vendor, claimed);
  const claimedBy = rows.map(({ key }) => `${vendor?.name} ${key}`).join(', ');
  const hint = claimedBy === '' ? '' : ` ${claimed} is ${claimedBy}.`;
  return [`Contradiction: ${subject} is ${meant}, not ${claimed}.${hint}`];
}
