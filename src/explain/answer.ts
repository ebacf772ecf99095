import type { RenewalTime } from '../definition/renewal-time.js';
import type { ErrorCategory, NormalizedCode } from '../definition/vocabulary.js';
import type { RetryBasis, VendorError } from '../normalize/vendor-error.js';
import type { Actor } from './actors.js';
import type { StatusGroup } from './http-statuses.js';
import type { TelemetryName } from './telemetry-names.js';

/**
 * The output of `explain --json`. Minor versions add keys; only major versions rename or remove them. Keys that do not
 * apply are absent.
 */
export interface Answer {
  /** The question without phone numbers, e-mail addresses, keys and tokens; at most 256 characters. */
  readonly query: string;
  /**
   * How the results were found: `exact` (by name or in a pasted text), `search` (by words), `overview` (no question) or
   * `none`.
   */
  readonly match: 'exact' | 'search' | 'overview' | 'none';
  /** Notes to read first: contradictions and assumptions. */
  readonly notes: readonly string[];
  readonly results: readonly Result[];
  /** Similar questions, if nothing was found, for example `linq 2007`. */
  readonly near: readonly string[];
  /** The codes that the vendor's table does not contain. */
  readonly unknownCodes: readonly UnknownCode[];
}

/** One result. `kind` is its type. */
export type Result =
  | VendorResult
  | CategoryResult
  | CodeResult
  | NativeCodeResult
  | ClassResult
  | StatusResult
  | SuccessStatusResult
  | ErrorResult
  | NetworkResult
  | AbortedResult
  | OtherCodeResult
  | TelemetryResult
  | AlertResult;

/** A vendor, with all its codes. */
export interface VendorResult {
  readonly kind: 'vendor';
  readonly vendor: string;
  readonly hosts: readonly string[];
  readonly documentation?: string;
  /** Where its responses have the trace id; empty if it sends none. */
  readonly traceId: readonly string[];
  readonly support: readonly string[];
  readonly nativeCodes: readonly NativeCode[];
}

/** A row of a vendor's table. */
export interface NativeCode {
  readonly vendor: string;
  /** The vendor's code or a pattern of codes; absent for an error without a code. */
  readonly nativeCode?: string;
  /** The text of an error without a code. */
  readonly text?: string;
  readonly code: NormalizedCode;
  readonly category: ErrorCategory;
  readonly retryable: boolean;
  /** Seconds to wait before a retry, if the vendor documents them. */
  readonly retryAfter?: number;
  /** When the used-up allowance renews. */
  readonly renews?: RenewalTime;
  /** What to do in addition to the first step of the normalized code. */
  readonly remedy?: string;
  /** The address of the vendor's page about the code. */
  readonly codePage?: string;
}

/** A row of a vendor's table, with all details. */
export interface NativeCodeResult extends NativeCode {
  readonly kind: 'native_code';
  readonly meaning: string;
  readonly actor: Actor;
  readonly firstStep: string;
  readonly support: readonly string[];
  readonly documentation?: string;
}

/** A category, with its codes. */
export interface CategoryResult {
  readonly kind: 'category';
  readonly category: ErrorCategory;
  readonly meaning: string;
  readonly actor: Actor;
  readonly firstStep: string;
  readonly codes: readonly { readonly code: NormalizedCode; readonly meaning: string }[];
}

/** A normalized code, with its sources. */
export interface CodeResult {
  readonly kind: 'code';
  readonly code: NormalizedCode;
  readonly category: ErrorCategory;
  readonly meaning: string;
  readonly actor: Actor;
  readonly firstStep: string;
  /** Whether a retry helps, for all vendors' codes and HTTP statuses together. */
  readonly retry: Retry;
  /** The HTTP statuses that lead to this code if the vendor's table does not contain the native code. */
  readonly statuses: readonly StatusGroup[];
  readonly nativeCodes: readonly NativeCode[];
}

/** Whether a retry helps: `depends` on the vendor's code, or on the HTTP status. */
export type Retry = 'yes' | 'no' | 'depends';

/** An HTTP status without a code in the vendor's table. */
export interface StatusResult {
  readonly kind: 'http_status';
  readonly status: number;
  /** The vendor that the question names. */
  readonly vendor?: string;
  readonly code: NormalizedCode;
  readonly category: ErrorCategory;
  readonly meaning: string;
  readonly actor: Actor;
  readonly firstStep: string;
  readonly retryable: boolean;
  /** The codes of the vendor with the same meaning; empty if the question names no vendor. */
  readonly nativeCodes: readonly NativeCode[];
}

/** An HTTP status that is not an error, and the vendors that report failures with it. */
export interface SuccessStatusResult {
  readonly kind: 'success_status';
  readonly status: number;
  readonly vendors: readonly string[];
}

/** An error in a pasted response. */
export interface ErrorResult extends VendorError {
  readonly kind: 'error';
  /** The HTTP status, if the text contains it. */
  readonly status?: number;
  /** Whether the vendor's table contains its code. */
  readonly isKnown: boolean;
  readonly meaning: string;
  readonly actor: Actor;
  readonly firstStep: string;
  readonly remedy?: string;
  readonly support: readonly string[];
  readonly documentation?: string;
}

/** A class of a vendor's codes. */
export interface ClassResult {
  readonly kind: 'class';
  readonly vendor: string;
  readonly nativeClass: string;
  /** Whether a retry helps for a code without its own row. */
  readonly retry: Retry;
  readonly nativeCodes: readonly NativeCode[];
}

/** A call without a response. */
export interface NetworkResult {
  readonly kind: 'network';
  /** The error code or message. */
  readonly seen: string;
  /** The vendor that was called, if the text names it. */
  readonly vendor?: string;
  /** Absent if the text does not contain the cause. */
  readonly code?: NormalizedCode;
  readonly category: ErrorCategory;
  readonly meaning: string;
  readonly actor: Actor;
  readonly firstStep: string;
  readonly retry: Retry;
}

/** A call that the application ended itself. */
export interface AbortedResult {
  readonly kind: 'aborted';
  readonly seen: string;
}

/** The value `_OTHER`. */
export interface OtherCodeResult {
  readonly kind: 'other_code';
  readonly vendor?: string;
}

/** An attribute, a metric or a log event. */
export interface TelemetryResult extends TelemetryName {
  readonly kind: 'telemetry';
}

/** The error that an alert is about, as exactly as its text describes it. */
export type AlertError = NativeCodeResult | CodeResult | CategoryResult;

/** An alert: a shipped one, or one of other rules with the vendor's labels. */
export interface AlertResult {
  readonly kind: 'alert';
  readonly name: string;
  /** What the alert reports, about the service and the vendor if the text contains them. */
  readonly meaning?: string;
  /** `page` or `ticket`. */
  readonly severity?: string;
  /** How long the condition has to last before the alert fires: `10m`. */
  readonly delay?: string;
  /** The categories of errors that the alert is limited to; empty if it applies to all. */
  readonly categories: readonly ErrorCategory[];
  /** Whether it is about native codes that the vendor's table does not contain. */
  readonly isAboutUnknownCodes: boolean;
  readonly vendor?: string;
  readonly service?: string;
  /** The vendor's code in the text, with or without a row. */
  readonly nativeCode?: string;
  /** The error of the labels, else the most frequent one of the description. */
  readonly error?: AlertError;
  readonly firstStep: string;
  /** What to check, from the run-book. */
  readonly checks: readonly string[];
  /** When the alert resolves by itself. */
  readonly resolves?: string;
  /** The link of the text, else the heading in the run-book of the package. */
  readonly runbook?: string;
  /** Further questions, such as the other errors of the description. */
  readonly next: readonly string[];
}

/** A code that the vendor's table does not contain. Its class and the HTTP status determine the result. */
export interface UnknownCode {
  readonly vendor: string;
  readonly nativeCode: string;
  readonly nativeClass?: string;
  readonly byStatus: readonly {
    readonly status: number;
    readonly code: NormalizedCode;
    readonly category: ErrorCategory;
    readonly retryable: boolean;
    readonly retryBasis: RetryBasis;
  }[];
  /** Other vendors with a code of this name, which may have another meaning. */
  readonly otherVendors: readonly string[];
}
