import { type Context, context, diag, type Span } from '@opentelemetry/api';
import type { Reporting } from './config.js';
import type { VendorError } from './normalize/vendor-error.js';
import type { ErrorLog } from './telemetry/error-log.js';
import type { Counted } from './telemetry/metrics.js';
import type { MetricsSource } from './telemetry/metrics-source.js';
import type { Correlation } from './webhooks/correlation.js';

/** Where calls and webhooks are recorded, beside their spans. */
export interface Recording {
  readonly metrics: MetricsSource;
  readonly reporting: Reporting;
  /** `undefined` where logs are off. */
  readonly log: ErrorLog | undefined;
  /** Joins webhooks to the calls that caused them; `undefined` where webhooks are off. */
  readonly correlation: Correlation | undefined;
}

/** Counts an error, logs it with its captured message and tells the user's hook of it. */
export function recordError(
  span: Span,
  counted: Counted,
  error: VendorError,
  message: string | undefined,
  recording: Recording,
): void {
  const { metrics, log, reporting } = recording;
  const { errorHook } = reporting;
  metrics.current.countError(counted, error);
  log?.write(counted, error, message);
  if (errorHook !== undefined) runHook(counted.context, 'errorHook', () => errorHook(span, error));
}

/** Runs the user's code in the context of its call, so that what it logs is joined to it; what it throws goes to `diag`. */
export function runHook(callContext: Context, name: keyof Reporting, hook: () => void): void {
  try {
    context.with(callContext, hook);
  } catch (error) {
    diag.error(`vendor-errors: the ${name} threw`, error);
  }
}

/** The text of an error as the user wants it on spans and logs; to be asked for once per error. */
export function capturedMessage(
  callContext: Context,
  { captureMessage }: Reporting,
  error: VendorError,
): string | undefined {
  const { message } = error;
  if (message === undefined || typeof captureMessage === 'boolean') return captureMessage ? message : undefined;
  let captured: unknown;
  runHook(callContext, 'captureMessage', () => {
    captured = captureMessage(message);
  });
  return typeof captured === 'string' ? captured.slice(0, 256) : undefined;
}
