import type { Result } from './answer.js';
import { classResults } from './class-result.js';
import { statusResult, successStatusResult } from './failure-results.js';
import { findKnown, vendors } from './known-codes.js';
import { findCategory, findCode, findVendor } from './names.js';
import { categoryResult, codeResult, nativeCodeResult, vendorResult } from './results.js';

const HTTP_ERROR = /^[45]\d\d$/;
const HTTP_SUCCESS = /^[23]\d\d$/;

function statusResults(text: string): readonly Result[] {
  if (HTTP_ERROR.test(text)) return [statusResult(Number(text))];
  return HTTP_SUCCESS.test(text) ? [successStatusResult(Number(text))] : [];
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
    ...rows.map(nativeCodeResult),
    ...classResults(text),
    ...statusResults(text),
  ];
}
