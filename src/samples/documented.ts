/** What a vendor's documents state, independent of its tables; for tests. */
export interface DocumentedVendor {
  /** The host of the documents. */
  readonly documentationHost: string;
  /** The hosts of the API. */
  readonly hosts: readonly string[];
  /** The path of the usual `POST`, which every code can be asked for on. */
  readonly path: string;
  /** The response header that has the trace id; `undefined` if the vendor sends none, or only in the body. */
  readonly traceIdHeader?: string;
  /** What `retryable` is based on: the row of the code, or the vendor's own word in the response. */
  readonly retryBasis: 'code' | 'vendor';
  /** Whether the errors of a class can be retried; `undefined` if that depends on the code. */
  readonly classes: Readonly<Record<string, boolean | undefined>>;
  /** How many codes there are, with those of webhooks. */
  readonly count: number;
  /**
   * A line for each code: the code, what it means, whether a retry can help, and the seconds to wait or the time of renewal
   * if they are documented.
   */
  readonly codes: string;
  /** The codes that only webhooks have, in the same form. */
  readonly webhookCodes?: string;
  /** The codes of each HTTP status that the documents state; a further status of a code as `<code>_<status>`. */
  readonly statuses?: Readonly<Record<number, string>>;
  /** The names of the simulator's answers that stand for no code: sample bodies, and forms without a code. */
  readonly otherAnswers?: string;
}
