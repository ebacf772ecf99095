import type { HeaderValues } from '../common/headers.js';
import type { ClassRow, CodeRow } from '../definition/code-row.js';
import { codeText, flag } from '../definition/json.js';
import type { RawError } from '../definition/readers.js';
import type { Vendor } from '../definition/vendor.js';
import { categoryOf, type ErrorCategory, type NormalizedCode } from '../definition/vocabulary.js';
import { pageOf } from './code-page.js';
import { usableDocUrl } from './doc-url.js';
import { findRow } from './find-row.js';
import { codeOfStatus, isRetryableStatus } from './http-status.js';
import { redact, truncate } from './redact.js';
import { secondsUntilRenewal } from './renewal.js';
import { effectOfAnswer } from './request-effect.js';
import { believableWait, waitForLimit, waitFromHeaders } from './retry-after.js';
import type { ErrorOrigin, RetryBasis, VendorError } from './vendor-error.js';

/** What is known of an error beside the vendor's words. */
export interface Circumstances {
  readonly status: number;
  readonly origin: ErrorOrigin;
  /** The headers of a response that is the error as a whole. */
  readonly headers?: HeaderValues | undefined;
  readonly method?: string | undefined;
  readonly traceId?: string | undefined;
}

interface Retryability {
  readonly retryable: boolean;
  readonly retryBasis: RetryBasis;
}

/** Whether a retry can help, and why: the first of the vendor's word, the row, the class, the HTTP status. */
function retryability(
  vendorsWord: boolean | undefined,
  row: CodeRow | undefined,
  classRow: ClassRow | undefined,
  status: number,
): Retryability {
  if (vendorsWord !== undefined) return { retryable: vendorsWord, retryBasis: 'vendor' };
  if (row !== undefined) return { retryable: row.retryable, retryBasis: 'code' };
  // A class may say "never", but a 429 says "later" whatever else is in the response.
  const byClass = classRow?.retryable;
  if (byClass !== undefined && status !== 429) return { retryable: byClass, retryBasis: 'class' };
  return { retryable: isRetryableStatus(status), retryBasis: 'http_status' };
}

/** The header by which servers instruct SDKs made by Stainless, Linq's among them. */
function shouldRetry(headers: HeaderValues | undefined): boolean | undefined {
  const value = headers?.('x-should-retry')[0]?.trim().toLowerCase();
  return value === 'true' || value === 'false' ? value === 'true' : undefined;
}

/**
 * Seconds to wait: from the headers, the body, the end of a rate limit's window, the renewal of an allowance, or the row.
 * The body comes before the window, because it concerns this very error.
 */
function waitOf(
  raw: RawError,
  row: CodeRow | undefined,
  category: ErrorCategory,
  headers: HeaderValues | undefined,
): number | undefined {
  const limit = category === 'rate_limit' || category === 'quota' ? category : undefined;
  return (
    (headers && waitFromHeaders(headers)) ??
    believableWait(raw.retryAfter) ??
    (headers && limit ? waitForLimit(headers, limit) : undefined) ??
    secondsUntilRenewal(row?.renews) ??
    row?.retryAfter
  );
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
  const { headers, origin, method } = circumstances;
  // A reader of one's own may hand on a number.
  const rawCode = codeText(raw.code);
  const found = rawCode === undefined ? undefined : findRow(vendor, rawCode);
  const row = raw.row ?? found?.row ?? rowByMessage(vendor, raw);
  const classRow = classOf(vendor, raw);
  const { retryable, retryBasis } = retryability(flag(raw.retryable) ?? shouldRetry(headers), row, classRow, status);
  const code: NormalizedCode = row?.code ?? raw.fallbackCode ?? codeOfStatus(status);
  const category = categoryOf(code);
  const error: { -readonly [Key in keyof VendorError]: VendorError[Key] } = {
    vendor: vendor.name,
    code,
    category,
    retryable,
    retryBasis,
    origin,
    effect: row?.effect ?? effectOfAnswer({ code, category, origin, status, method }),
  };
  // An error has no keys with `undefined`.
  const retryAfter = waitOf(raw, row, category, headers);
  if (retryAfter !== undefined) error.retryAfter = retryAfter;
  // Codes and classes of the tables are known to be harmless; any other is a text from outside.
  const nativeCode = found?.key === rawCode ? rawCode : redacted(rawCode, 64);
  if (nativeCode !== undefined) error.nativeCode = nativeCode;
  const nativeClass = classRow === undefined ? redacted(raw.class, 64) : raw.class;
  if (nativeClass !== undefined) error.nativeClass = nativeClass;
  const param = redacted(raw.param, 128);
  if (param !== undefined) error.param = param;
  const message = redacted(raw.message, 256);
  if (message !== undefined) error.message = message;
  const docUrl = usableDocUrl(raw.docUrl) ?? pageOf(vendor, found?.key);
  if (docUrl !== undefined) error.docUrl = docUrl;
  if (row?.remedy) error.remedy = row.remedy;
  if (circumstances.traceId !== undefined) error.traceId = circumstances.traceId;
  return error;
}

/** The row of an error that the vendor sends without a code. */
function rowByMessage(vendor: Vendor, raw: RawError): CodeRow | undefined {
  if (raw.code !== undefined || typeof raw.message !== 'string') return undefined;
  return Object.hasOwn(vendor.messages, raw.message) ? vendor.messages[raw.message] : undefined;
}

function redacted(text: string | undefined, limit: number): string | undefined {
  return typeof text === 'string' ? truncate(redact(text), limit) : undefined;
}
