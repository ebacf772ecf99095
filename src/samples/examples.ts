/** The vendor's text in the examples. */
export const MESSAGE = 'ordinarytext';
/** The trace id in the examples. */
export const TRACE_ID = 'trace-1';
/** The id of an event in the examples. */
export const EVENT_ID = 'event-1';

/**
 * Responses and events of a vendor that contain only what the plugin reads. The security tests insert secrets and
 * search for them in the exported telemetry.
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
