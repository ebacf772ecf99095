/** The facts of a vendor's documentation, independent of its tables; for tests. */
export interface DocumentedVendor {
  /** The name that people use. */
  readonly title: string;
  /** How its messages reach people, for example `SMS, MMS`. */
  readonly channels: string;
  /** The host of the documentation. */
  readonly documentationHost: string;
  /** The hosts of the API. */
  readonly hosts: readonly string[];
  /** The path of the usual `POST`, on which every code can be requested. */
  readonly path: string;
  /** The response header with the trace id; `undefined` if the vendor sends none, or only in the body. */
  readonly traceIdHeader?: string;
  /** What `retryable` is based on: the row of the code, or the response. */
  readonly retryBasis: 'code' | 'vendor';
  /** Whether the errors of a class can be retried; `undefined` if that depends on the code. */
  readonly classes: Readonly<Record<string, boolean | undefined>>;
  /** The number of codes, including the codes of webhooks. */
  readonly count: number;
  /**
   * A line for each code: the code, its normalized code, whether a retry can help, and the seconds to wait or the
   * renewal time if they are documented.
   */
  readonly codes: string;
  /** The codes that occur only in webhooks, in the same form. */
  readonly webhookCodes?: string;
  /** The codes of each documented HTTP status; a further status of a code is `<code>_<status>`. */
  readonly statuses?: Readonly<Record<number, string>>;
  /** The names of the simulator's answers that stand for no code: sample bodies, and forms without a code. */
  readonly otherAnswers?: string;
}
