import type { ClassRow, CodeRow, RawError, Vendor } from '../vendors/vendor.js';
import { categoryOf, type NormalizedCode } from '../vocabulary.js';
import { usableDocUrl } from './doc-url.js';
import { findRow } from './find-row.js';
import { codeOfStatus, isRetryableStatus } from './http-status.js';
import { redact, truncate } from './redact.js';
import { secondsUntilRenewal } from './renewal.js';
import type { ErrorOrigin, RetryBasis, VendorError } from './vendor-error.js';

/** What is known of an error beside the vendor's words. */
export interface Circumstances {
  readonly status: number;
  readonly origin: ErrorOrigin;
  readonly retryAfter?: number | undefined;
  readonly traceId?: string | undefined;
}

/** Whether a retry can help, and what says so: the first of the vendor's word, the row, the class, the HTTP status. */
function retryability(
  raw: RawError,
  row: CodeRow | undefined,
  classRow: ClassRow | undefined,
  status: number,
): { retryable: boolean; retryBasis: RetryBasis } {
  if (raw.retryable !== undefined) return { retryable: raw.retryable, retryBasis: 'vendor' };
  if (row !== undefined) return { retryable: row.retryable, retryBasis: 'code' };
  // A class may say "never", but a 429 says "later" whatever else is in the response.
  const byClass = classRow?.retryable;
  if (byClass !== undefined && status !== 429) return { retryable: byClass, retryBasis: 'class' };
  return { retryable: isRetryableStatus(status), retryBasis: 'http_status' };
}

/** The status in a body comes from outside: one that is no error's says nothing. */
function errorStatus({ status }: RawError): number | undefined {
  return status !== undefined && status >= 400 && status < 600 ? status : undefined;
}

function classOf(vendor: Vendor, raw: RawError): ClassRow | undefined {
  return raw.class !== undefined && Object.hasOwn(vendor.classes, raw.class) ? vendor.classes[raw.class] : undefined;
}

/** Translates one error from the vendor's words into the common vocabulary. */
export function classify(vendor: Vendor, raw: RawError, circumstances: Circumstances): VendorError {
  const status = circumstances.status < 400 ? (errorStatus(raw) ?? circumstances.status) : circumstances.status;
  const found = raw.code === undefined ? undefined : findRow(vendor, raw.code);
  const row = raw.row ?? found?.row ?? rowByMessage(vendor, raw);
  const classRow = classOf(vendor, raw);
  const { retryable, retryBasis } = retryability(raw, row, classRow, status);
  const code: NormalizedCode = row?.code ?? raw.fallbackCode ?? codeOfStatus(status);
  const error: { -readonly [Key in keyof VendorError]: VendorError[Key] } = {
    vendor: vendor.name,
    code,
    category: categoryOf(code),
    retryable,
    retryBasis,
    origin: circumstances.origin,
  };
  // An error has no keys with `undefined`.
  const retryAfter =
    circumstances.retryAfter ?? notNegative(raw.retryAfter) ?? secondsUntilRenewal(row?.renews) ?? row?.retryAfter;
  if (retryAfter !== undefined) error.retryAfter = retryAfter;
  // Codes and classes of the tables are known to be harmless; any other is a text from outside.
  const nativeCode = found?.key === raw.code ? raw.code : redacted(raw.code, 64);
  if (nativeCode !== undefined) error.nativeCode = nativeCode;
  const nativeClass = classRow === undefined ? redacted(raw.class, 64) : raw.class;
  if (nativeClass !== undefined) error.nativeClass = nativeClass;
  const param = redacted(raw.param, 128);
  if (param !== undefined) error.param = param;
  const message = redacted(raw.message, 256);
  if (message !== undefined) error.message = message;
  const docUrl = usableDocUrl(raw.docUrl);
  if (docUrl !== undefined) error.docUrl = docUrl;
  if (circumstances.traceId !== undefined) error.traceId = circumstances.traceId;
  return error;
}

/** The row of an error that the vendor sends without a code. */
function rowByMessage(vendor: Vendor, raw: RawError): CodeRow | undefined {
  if (raw.code !== undefined || raw.message === undefined) return undefined;
  return Object.hasOwn(vendor.messages, raw.message) ? vendor.messages[raw.message] : undefined;
}

function notNegative(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : Math.max(0, seconds);
}

function redacted(text: string | undefined, limit: number): string | undefined {
  return typeof text === 'string' ? truncate(redact(text), limit) : undefined;
}
