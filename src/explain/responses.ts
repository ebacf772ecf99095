import type { HeadersInput } from '../common/headers.js';
import { thousandsClass } from '../definition/numeric-codes.js';
import type { Vendor } from '../definition/vendor.js';
import { findRow } from '../normalize/find-row.js';
import { interpretWebhook } from '../normalize/interpret-webhook.js';
import { codeOfFailure } from '../normalize/network-failure.js';
import { normalize, normalizeItems } from '../normalize/normalize.js';
import type { VendorError } from '../normalize/vendor-error.js';
import { vendors } from './known-codes.js';

/** A response as far as a text has it. */
export interface PastedResponse {
  readonly vendor?: Vendor | undefined;
  readonly status?: number | undefined;
  readonly headers?: HeadersInput;
  readonly body: unknown;
}

/** What a response means if it is a vendor's. */
export interface Reading {
  readonly vendor: Vendor;
  /** `undefined` if the text does not have it. */
  readonly status: number | undefined;
  readonly error: VendorError;
}

/** Stands in for a status that the text does not have: what the vendor's table knows does not depend on it. */
const SOME_ERROR = 400;

function errorsOf(vendor: Vendor, { status, headers = {}, body }: PastedResponse): readonly VendorError[] {
  // A body may be that of a webhook as well.
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

/** Logs have keys such as `code`, too: what a client calls its failures is no vendor's code. */
function hasCode({ nativeCode }: VendorError): boolean {
  return (
    nativeCode !== undefined && !/^E(?:RR_)?[A-Z]/.test(nativeCode) && codeOfFailure({ code: nativeCode }) === undefined
  );
}

/** What an error says beside its code. The more of it a vendor's reader finds, the likelier the error is that vendor's. */
export function countFacts({
  nativeCode,
  nativeClass,
  message,
  param,
  retryAfter,
  traceId,
  retryBasis,
}: VendorError): number {
  // A class that is a part of the code is no fact of its own.
  const ownClass = nativeClass === thousandsClass(nativeCode) ? undefined : nativeClass;
  const facts = [ownClass, message, param, retryAfter, traceId];
  return facts.filter((fact) => fact !== undefined).length + (retryBasis === 'vendor' ? 1 : 0);
}

function readingsOf(response: PastedResponse): readonly Reading[] {
  const candidates = response.vendor === undefined ? vendors : [response.vendor];
  return candidates.flatMap((vendor) => {
    const byCode = new Map(errorsOf(vendor, response).map((error) => [`${error.nativeCode} ${error.code}`, error]));
    return [...byCode.values()].map((error) => ({ vendor, status: response.status, error }));
  });
}

/** A reader that finds this much less than another one is that of another vendor. */
const MUCH_LESS = 2;

/** The errors in a response whose code has a row: of its vendor, or of all that are likely to have sent it. */
export function knownErrors(response: PastedResponse): readonly Reading[] {
  const known = readingsOf(response).filter(({ vendor, error }) => isKnown(vendor, error));
  const most = Math.max(...known.map(({ error }) => countFacts(error)));
  return known.filter(({ error }) => countFacts(error) > most - MUCH_LESS);
}

/** The errors in a response whose code has no row, if the response is like those of its vendor. */
export function otherErrors(response: PastedResponse): readonly Reading[] {
  const isNamed = response.vendor !== undefined;
  return readingsOf(response).filter(
    ({ vendor, error }) => hasCode(error) && (isNamed || hasKnownClass(vendor, error)),
  );
}

/** The errors in a response of a named vendor, whether or not it has a code: the status and the headers say something, too. */
export function anyErrors(response: PastedResponse): readonly Reading[] {
  return response.vendor === undefined ? [] : readingsOf(response);
}
