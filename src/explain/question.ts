import type { Vendor } from '../definition/vendor.js';
import type { NormalizedCode } from '../definition/vocabulary.js';
import type { FiringAlert } from './alert-labels.js';
import type { Reading } from './responses.js';
import type { TelemetryName } from './telemetry-names.js';

/** Something in a text that can be explained. */
export type Question =
  /** A name: a vendor, category, normalized code, vendor's code or HTTP status. */
  | { readonly kind: 'name'; readonly name: string }
  /** A vendor's code, with what the text claims that it means. */
  | {
      readonly kind: 'native_code';
      readonly vendor: Vendor;
      readonly nativeCode: string;
      readonly status?: number | undefined;
      readonly claimed?: NormalizedCode | undefined;
      /** Whether telemetry contains both, so that the code can belong to no other vendor. */
      readonly isMeasured?: true;
    }
  /** A normalized code at one vendor. */
  | { readonly kind: 'vendor_code'; readonly vendor: Vendor; readonly code: NormalizedCode }
  /** An HTTP status, with what the text claims that it means. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly vendor?: Vendor | undefined;
      readonly claimed?: NormalizedCode | undefined;
    }
  /** A class of vendors' codes: `1xxx`, `rate_limit_error`. */
  | { readonly kind: 'class'; readonly nativeClass: string; readonly vendor?: Vendor | undefined }
  /** A response that some vendors' readers find an error in, and the vendor that the text names. */
  | { readonly kind: 'response'; readonly readings: readonly Reading[]; readonly named: Vendor | undefined }
  /** An error of a client that got no response. */
  | {
      readonly kind: 'network';
      readonly seen: string;
      readonly code: NormalizedCode | undefined;
      readonly vendor?: Vendor | undefined;
    }
  /** A client's abort of its own call. */
  | { readonly kind: 'aborted'; readonly seen: string }
  /** An attribute, metric or log event. */
  | { readonly kind: 'telemetry'; readonly telemetry: TelemetryName }
  /** `_OTHER`, which stands for native codes without a row. */
  | { readonly kind: 'other'; readonly vendor?: Vendor | undefined }
  /** The name of an alert, or a firing one. */
  | { readonly kind: 'alert'; readonly firing: FiringAlert };

/** A question, and the part of the text that contains it. */
export interface Finding {
  readonly start: number;
  readonly end: number;
  readonly question: Question;
}
