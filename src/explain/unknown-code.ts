import { thousandsClass } from '../definition/numeric-codes.js';
import type { Vendor } from '../definition/vendor.js';
import { classify } from '../normalize/classify.js';
import { findRow } from '../normalize/find-row.js';
import type { UnknownCode } from './answer.js';
import { vendors } from './known-codes.js';
import { safeText } from './safe-text.js';

/** The usual statuses of error responses. */
const USUAL_STATUSES = [400, 401, 403, 404, 409, 422, 429, 500, 502, 503];

/** The classification of a code that the vendor's table does not contain. */
export function unknownCode(vendor: Vendor, nativeCode: string): UnknownCode {
  const thousands = thousandsClass(nativeCode);
  const nativeClass = thousands !== undefined && Object.hasOwn(vendor.classes, thousands) ? thousands : undefined;
  return {
    vendor: vendor.name,
    nativeCode: safeText(nativeCode),
    ...(nativeClass === undefined ? {} : { nativeClass }),
    byStatus: USUAL_STATUSES.map((status) => {
      const error = classify(vendor, { code: nativeCode, class: nativeClass }, { status, origin: 'response' });
      const { code, category, retryable, retryBasis } = error;
      return { status, code, category, retryable, retryBasis };
    }),
    otherVendors: vendors.filter((other) => findRow(other, nativeCode) !== undefined).map(({ name }) => name),
  };
}
