import { diag } from '@opentelemetry/api';
import { isThenable } from '../common/thenable.js';
import type { Reporting } from '../configuration/config.js';
import type { VendorError } from '../normalize/vendor-error.js';
import type { CallScope } from '../telemetry/call-scope.js';
import type { ErrorLog } from '../telemetry/error-log.js';
import type { Counted } from '../telemetry/metrics.js';
import type { MetricsSource } from '../telemetry/metrics-source.js';
import type { Correlation } from '../webhooks/correlation.js';

/** Where calls and webhooks are recorded, next to their spans. */
export interface Recording {
  readonly metrics: MetricsSource;
  readonly reporting: Reporting;
  /** See `VendorErrorsConfig.unansweredTimeoutMillis`. */
  readonly unansweredTimeoutMillis: number;
  /** `undefined` if logs are off. */
  readonly log: ErrorLog | undefined;
  /** Joins webhooks to the calls that caused them; `undefined` if webhooks are off. */
  readonly correlation: Correlation | undefined;
}

/** Counts an error, logs it with its captured message and passes it to the user's hook. Call it in the scope. */
export function recordError(
  { span }: CallScope,
  counted: Counted,
  error: VendorError,
  message: string | undefined,
  recording: Recording,
): void {
  const { metrics, log, reporting } = recording;
  const { errorHook } = reporting;
  metrics.current.countError(counted, error);
  log?.write(counted, error, message);
  if (errorHook !== undefined) runHook('errorHook', () => errorHook(span, error));
}

/** Runs the user's code. Its errors and rejections are reported through `diag`. */
export function runHook<Result>(name: keyof Reporting, hook: () => Result): Result | undefined {
  const report = (error: unknown) => diag.error(`vendor-errors: the ${name} threw`, error);
  try {
    const result = hook();
    // An unhandled rejection ends the process.
    if (isThenable(result)) result.then(undefined, report);
    return result;
  } catch (error) {
    report(error);
    return undefined;
  }
}

/** The text of an error for spans and logs, according to `captureMessage`. Call it once per error, in the scope. */
export function capturedMessage({ captureMessage }: Reporting, error: VendorError): string | undefined {
  const { message } = error;
  if (message === undefined || typeof captureMessage === 'boolean') return captureMessage ? message : undefined;
  const captured: unknown = runHook('captureMessage', () => captureMessage(message));
  return typeof captured === 'string' ? captured.slice(0, 256) : undefined;
}
