import type { HeadersInput } from '../common/headers.js';
import { thousandsClass } from '../definition/numeric-codes.js';
import type { Vendor } from '../definition/vendor.js';
import { findRow } from '../normalize/find-row.js';
import { interpretWebhook } from '../normalize/interpret-webhook.js';
import { codeOfFailure } from '../normalize/network-failure.js';
import { normalize, normalizeItems } from '../normalize/normalize.js';
import type { VendorError } from '../normalize/vendor-error.js';
import { isShortNumber, vendors } from './known-codes.js';

/** The parts of a response that a text contains. */
export interface PastedResponse {
  readonly vendor?: Vendor | undefined;
  readonly status?: number | undefined;
  readonly headers?: HeadersInput;
  readonly body: unknown;
}

/** The meaning of a response, if it came from a vendor. */
export interface Reading {
  readonly vendor: Vendor;
  /** The status; `undefined` if the text does not contain it. */
  readonly status: number | undefined;
  readonly error: VendorError;
}

/** A placeholder for a missing status. Codes in the vendor's table do not depend on it. */
const SOME_ERROR = 400;

function errorsOf(vendor: Vendor, { status, headers = {}, body }: PastedResponse): readonly VendorError[] {
  // The body may be the payload of a webhook.
  const failures = interpretWebhook(vendor, body).flatMap(({ error }) => error ?? []);
  if (failures.length > 0) return failures;
  const read = (assumed: number) => {
    const response = { status: assumed, headers, body };
    const items = normalizeItems(vendor, response);
    const error = items.length > 0 ? undefined : normalize(vendor, response);
    return error === undefined ? items : [error];
  };
  if (status !== undefined) return read(status);
  const withSuccess = read(200);
  return withSuccess.length > 0 ? withSuccess : read(SOME_ERROR);
}

/** Whether the vendor's table has a row for the error. */
export function isKnown(vendor: Vendor, { nativeCode, retryBasis, message }: VendorError): boolean {
  if (nativeCode !== undefined) return findRow(vendor, nativeCode) !== undefined;
  return retryBasis === 'code' || (message !== undefined && Object.hasOwn(vendor.messages, message));
}

function hasKnownClass(vendor: Vendor, { nativeClass }: VendorError): boolean {
  return nativeClass !== undefined && Object.hasOwn(vendor.classes, nativeClass);
}

/** Logs also have keys such as `code`. The error codes of clients are not codes of a vendor. */
function hasCode({ nativeCode }: VendorError): boolean {
  return (
    nativeCode !== undefined && !/^E(?:RR_)?[A-Z]/.test(nativeCode) && codeOfFailure({ code: nativeCode }) === undefined
  );
}

/**
 * The fields of an error in addition to its code. The more of them a vendor's reader finds, the more likely the error
 * belongs to that vendor.
 */
export function countFacts({
  nativeCode,
  nativeClass,
  message,
  param,
  retryAfter,
  traceId,
  retryBasis,
}: VendorError): number {
  // A class that is part of the code is not a separate field.
  const ownClass = nativeClass === thousandsClass(nativeCode) ? undefined : nativeClass;
  const facts = [ownClass, message, param, retryAfter, traceId];
  return facts.filter((fact) => fact !== undefined).length + (retryBasis === 'vendor' ? 1 : 0);
}

/** Whether a reader found more than a short code and a message, which bodies and logs of every origin have. */
export function isUnmistakable({ nativeCode, nativeClass, param, traceId }: VendorError): boolean {
  const facts = [nativeClass, param, traceId];
  return nativeCode === undefined || !isShortNumber(nativeCode) || facts.some((fact) => fact !== undefined);
}

function readingsOf(response: PastedResponse): readonly Reading[] {
  const candidates = response.vendor === undefined ? vendors : [response.vendor];
  return candidates.flatMap((vendor) => {
    const byCode = new Map(errorsOf(vendor, response).map((error) => [`${error.nativeCode} ${error.code}`, error]));
    return [...byCode.values()].map((error) => ({ vendor, status: response.status, error }));
  });
}

/** A reader that finds so many fields less than another one belongs to another vendor. */
const MUCH_LESS = 2;

/** The errors in a response whose code has a row, of its vendor or of all likely vendors. */
export function knownErrors(response: PastedResponse): readonly Reading[] {
  const isNamed = response.vendor !== undefined;
  const known = readingsOf(response).filter(
    ({ vendor, error }) => isKnown(vendor, error) && (isNamed || isUnmistakable(error)),
  );
  const most = Math.max(...known.map(({ error }) => countFacts(error)));
  return known.filter(({ error }) => countFacts(error) > most - MUCH_LESS);
}

/** The errors in a response whose code has no row, if the response has the structure of its vendor. */
export function otherErrors(response: PastedResponse): readonly Reading[] {
  const isNamed = response.vendor !== undefined;
  return readingsOf(response).filter(
    ({ vendor, error }) => hasCode(error) && (isNamed || hasKnownClass(vendor, error)),
  );
}

/**
 * The errors in a response of a named vendor, with or without a code, because the status and the headers are also
 * informative.
 */
export function anyErrors(response: PastedResponse): readonly Reading[] {
  return response.vendor === undefined ? [] : readingsOf(response);
}
