/** The vendor's text in the examples. */
export const MESSAGE = 'ordinarytext';
/** The trace id in the examples. */
export const TRACE_ID = 'trace-1';
/** The id of an event in the examples. */
export const EVENT_ID = 'event-1';

/**
 * Answers and events of a vendor with nothing in them but what the plugin reads. The security tests plant secrets around
 * and into that, and look for them in what is exported.
 */
export interface VendorExamples {
  /** An error whose exported fields all have this text. */
  readonly errorWith: (text: string) => object;
  readonly answers: readonly {
    readonly what: string;
    readonly status: number;
    readonly path: string;
    readonly body: object;
  }[];
  readonly events: readonly { readonly what: string; readonly payload: object }[];
}
