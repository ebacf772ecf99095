import type { Vendor } from '../definition/vendor.js';
import { categoryOf, type NormalizedCode } from '../definition/vocabulary.js';
import { codeOfStatus, isRetryableStatus } from '../normalize/http-status.js';
import type { ErrorResult, NetworkResult, StatusResult, SuccessStatusResult } from './answer.js';
import { findKnown, vendors } from './known-codes.js';
import { isKnown, type Reading } from './responses.js';
import { categoryGuidance, documentationOf, guidance, nativeCode, retryOf, rowsOf } from './results.js';
import { supportDetails } from './support.js';

/** The meaning of an HTTP status without a code, at one vendor or at all. */
export function statusResult(status: number, vendor?: Vendor): StatusResult {
  const code = codeOfStatus(status);
  return {
    kind: 'http_status',
    status,
    ...(vendor === undefined ? {} : { vendor: vendor.name }),
    code,
    category: categoryOf(code),
    ...guidance(code),
    retryable: isRetryableStatus(status),
    nativeCodes: vendor === undefined ? [] : rowsOf(vendor, code).map(nativeCode),
  };
}

/** The result for an HTTP status that is not an error. */
export function successStatusResult(status: number): SuccessStatusResult {
  const canFail = vendors.filter(({ successRoutes }) => status < 300 && successRoutes.length > 0);
  return { kind: 'success_status', status, vendors: canFail.map(({ name }) => name) };
}

/** An error in a response. */
export function errorResult({ vendor, status, error }: Reading): ErrorResult {
  const key = error.nativeCode ?? error.message;
  const row = key === undefined ? undefined : findKnown(vendor, key)?.row;
  return {
    kind: 'error',
    ...error,
    ...(status === undefined ? {} : { status }),
    isKnown: isKnown(vendor, error),
    ...guidance(error.code),
    ...(row?.remedy === undefined ? {} : { remedy: row.remedy }),
    support: supportDetails(vendor),
    ...documentationOf(vendor),
  };
}

/** A failure of the network. */
export function networkResult(
  seen: string,
  code: NormalizedCode | undefined,
  vendor: Vendor | undefined,
): NetworkResult {
  const known =
    code === undefined
      ? { ...categoryGuidance('network'), retry: 'depends' as const }
      : { code, ...guidance(code), retry: retryOf(code, []) };
  return {
    kind: 'network',
    seen,
    ...(vendor === undefined ? {} : { vendor: vendor.name }),
    category: 'network',
    ...known,
  };
}
