import type { RetryBasis } from '../normalize/vendor-error.js';
import type { RenewalTime } from '../vendors/renewal-time.js';
import type { ErrorCategory, NormalizedCode } from '../vocabulary.js';
import type { Actor } from './actors.js';
import type { StatusGroup } from './http-statuses.js';

/**
 * What `explain --json` prints. Keys are added in minor versions, renamed or removed in major ones only; a key that does
 * not apply is absent.
 */
export interface Answer {
  /** What was asked for. */
  readonly query: string;
  /** How the results came about: `exact` by name, `search` by words, `overview` without a question, `none`. */
  readonly match: 'exact' | 'search' | 'overview' | 'none';
  readonly results: readonly Result[];
  /** Questions near to one that has no result, each ready to be asked: `linq 2007`. */
  readonly near: readonly string[];
  /** What a code that the vendor's table does not have comes to. */
  readonly unknownCode?: UnknownCode;
}

/** One thing that is known, by its `kind`. */
export type Result = VendorResult | CategoryResult | CodeResult | NativeCodeResult | StatusResult;

/** A vendor, with all its codes. */
export interface VendorResult {
  readonly kind: 'vendor';
  readonly vendor: string;
  readonly hosts: readonly string[];
  readonly documentation?: string;
  /** Where its responses have the trace id; empty where it sends none. */
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
  /** When the allowance that is used up renews. */
  readonly renews?: RenewalTime;
  readonly remedy: string;
}

/** A row of a vendor's table, with all that is known about it. */
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

/** A normalized code, with all that leads to it. */
export interface CodeResult {
  readonly kind: 'code';
  readonly code: NormalizedCode;
  readonly category: ErrorCategory;
  readonly meaning: string;
  readonly actor: Actor;
  readonly firstStep: string;
  /** Whether a retry helps, the vendors' codes and HTTP statuses taken together. */
  readonly retry: Retry;
  /** The HTTP statuses that lead here without a code that the vendor's table has. */
  readonly statuses: readonly StatusGroup[];
  readonly nativeCodes: readonly NativeCode[];
}

/** Whether a retry helps: `depends` on the vendor's code, or on the HTTP status. */
export type Retry = 'yes' | 'no' | 'depends';

/** An HTTP status that comes without a code that the vendor's table has. */
export interface StatusResult {
  readonly kind: 'http_status';
  readonly status: number;
  readonly code: NormalizedCode;
  readonly category: ErrorCategory;
  readonly meaning: string;
  readonly actor: Actor;
  readonly firstStep: string;
  readonly retryable: boolean;
}

/** A code that the vendor's table does not have: its HTTP status decides, and its class where that says more. */
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
  /** The vendors that do have a code of this name, where it may mean something else. */
  readonly otherVendors: readonly string[];
}
