import type { Vendor } from '../definition/vendor.js';
import {
  categoryOf,
  type ErrorCategory,
  errorCategories,
  type NormalizedCode,
  normalizedCodes,
} from '../definition/vocabulary.js';
import { pageOf } from '../normalize/code-page.js';
import { actorOf, actorOfCategory } from './actors.js';
import type { CategoryResult, CodeResult, NativeCode, NativeCodeResult, Retry, VendorResult } from './answer.js';
import { firstStepOfCategory, firstStepOfCode } from './first-steps.js';
import { statusesOf } from './http-statuses.js';
import { codesOf, type KnownCode, knownCodes } from './known-codes.js';
import { supportDetails, traceIdSources } from './support.js';

/** The address of the vendor's documentation, if it has one. */
export const documentationOf = ({ documentation }: Vendor) => (documentation === undefined ? {} : { documentation });

/** The meaning of a normalized code, who acts, and the first step. */
export function guidance(code: NormalizedCode) {
  return { meaning: normalizedCodes[code].meaning, actor: actorOf(code), firstStep: firstStepOfCode[code] };
}

/** The same for a category. */
export function categoryGuidance(category: ErrorCategory) {
  return {
    meaning: errorCategories[category],
    actor: actorOfCategory[category],
    firstStep: firstStepOfCategory[category],
  };
}

/** A row of a vendor's table. */
export function nativeCode({ vendor, key, isText, row }: KnownCode): NativeCode {
  const codePage = isText ? undefined : pageOf(vendor, key);
  return {
    vendor: vendor.name,
    ...(isText ? { text: key } : { nativeCode: key }),
    code: row.code,
    category: categoryOf(row.code),
    retryable: row.retryable,
    ...(row.retryAfter === undefined ? {} : { retryAfter: row.retryAfter }),
    ...(row.renews === undefined ? {} : { renews: row.renews }),
    ...(row.remedy === undefined ? {} : { remedy: row.remedy }),
    ...(codePage === undefined ? {} : { codePage }),
  };
}

/** A row of a vendor's table, with all details. */
export function nativeCodeResult(known: KnownCode): NativeCodeResult {
  return {
    kind: 'native_code',
    ...nativeCode(known),
    ...guidance(known.row.code),
    support: supportDetails(known.vendor),
    ...documentationOf(known.vendor),
  };
}

/** A vendor with all its codes. */
export function vendorResult(vendor: Vendor): VendorResult {
  return {
    kind: 'vendor',
    vendor: vendor.name,
    hosts: vendor.hosts,
    ...documentationOf(vendor),
    traceId: traceIdSources(vendor),
    support: supportDetails(vendor),
    nativeCodes: codesOf(vendor).map(nativeCode),
  };
}

/** A category with its codes. */
export function categoryResult(category: ErrorCategory): CategoryResult {
  return {
    kind: 'category',
    category,
    ...categoryGuidance(category),
    codes: codesIn(category).map((code) => ({ code, meaning: normalizedCodes[code].meaning })),
  };
}

/** The normalized codes of a category. */
export function codesIn(category: ErrorCategory): readonly NormalizedCode[] {
  return (Object.keys(normalizedCodes) as NormalizedCode[]).filter((code) => categoryOf(code) === category);
}

/** A normalized code with its sources. */
export function codeResult(code: NormalizedCode): CodeResult {
  const statuses = statusesOf(code);
  const nativeCodes = knownCodes.filter(({ row }) => row.code === code).map(nativeCode);
  return {
    kind: 'code',
    code,
    category: categoryOf(code),
    ...guidance(code),
    retry: retryOf(code, [...nativeCodes, ...statuses]),
    statuses,
    nativeCodes,
  };
}

/** Whether a retry of a normalized code helps, for all its sources together. */
export function retryOf(code: NormalizedCode, sources: readonly { readonly retryable: boolean }[]): Retry {
  // A call without a response has neither a code nor a status.
  if (categoryOf(code) === 'network') return code === 'tls_failure' ? 'no' : 'yes';
  if (sources.every(({ retryable }) => !retryable)) return 'no';
  return sources.every(({ retryable }) => retryable) ? 'yes' : 'depends';
}

/** The rows of a vendor with a normalized code. */
export function rowsOf(vendor: Vendor, code: NormalizedCode): readonly KnownCode[] {
  return codesOf(vendor).filter(({ row }) => row.code === code);
}
