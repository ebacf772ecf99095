import { thousandsClass } from '../definition/numeric-codes.js';
import type { Vendor } from '../definition/vendor.js';
import type { ClassResult } from './answer.js';
import { codesOf, vendors } from './known-codes.js';
import { nativeCode } from './results.js';

/** The class in the vendor's spelling, for input in any case. */
function findClass(vendor: Vendor, text: string): string | undefined {
  return Object.keys(vendor.classes).find((name) => name.toLowerCase() === text.toLowerCase());
}

/** The documented classes of codes with a name. */
export function classResults(text: string, candidates: readonly Vendor[] = vendors): readonly ClassResult[] {
  return candidates.flatMap((vendor) => {
    const nativeClass = findClass(vendor, text);
    if (nativeClass === undefined) return [];
    const { retryable } = vendor.classes[nativeClass] ?? {};
    return [
      {
        kind: 'class',
        vendor: vendor.name,
        nativeClass,
        retry: retryable === undefined ? 'depends' : retryable ? 'yes' : 'no',
        nativeCodes: codesOf(vendor)
          .filter(({ key }) => thousandsClass(key) === nativeClass)
          .map(nativeCode),
      },
    ];
  });
}
