import type { Result } from './answer.js';
import { classResults } from './class-result.js';
import { statusResult, successStatusResult } from './failure-results.js';
import { isStatus } from './http-statuses.js';
import { findKnown, vendors } from './known-codes.js';
import { findCategory, findCode, findVendor } from './names.js';
import { categoryResult, codeResult, nativeCodeResult, vendorResult } from './results.js';

function statusResults(text: string): readonly Result[] {
  const status = /^\d{3}$/.test(text) ? Number(text) : 0;
  if (!isStatus(status)) return [];
  return [status >= 400 ? statusResult(status) : successStatusResult(status)];
}

/** Everything with exactly this name. A vendor's code is omitted if the normalized code of the name lists it. */
export function named(text: string): readonly Result[] {
  const vendor = findVendor(text);
  const category = findCategory(text);
  const code = findCode(text);
  const rows = vendors.flatMap((each) => findKnown(each, text) ?? []).filter(({ row }) => row.code !== code);
  return [
    ...(vendor === undefined ? [] : [vendorResult(vendor)]),
    ...(category === undefined ? [] : [categoryResult(category)]),
    ...(code === undefined ? [] : [codeResult(code)]),
    // A bare number of three digits is more often a status than a vendor's code.
    ...statusResults(text),
    ...rows.map(nativeCodeResult),
    ...classResults(text),
  ];
}
