import { context, diag, ROOT_CONTEXT, type Span, trace } from '@opentelemetry/api';
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

/** Counts an error, logs it and tells the user's hook of it. */
export function recordError(span: Span, counted: Counted, error: VendorError, recording: Recording): void {
  const { metrics, log, reporting } = recording;
  const { errorHook } = reporting;
  metrics.current.countError(span, counted, error);
  log?.write(span, counted, error, capturedMessage(span, reporting, error));
  if (errorHook !== undefined) runHook(span, 'errorHook', () => errorHook(span, error));
}

/** Runs the user's code in the context of a span, so that what it logs is joined to it; what it throws goes to `diag`. */
export function runHook(span: Span, name: keyof Reporting, hook: () => void): void {
  try {
    context.with(trace.setSpan(ROOT_CONTEXT, span), hook);
  } catch (error) {
    diag.error(`vendor-errors: the ${name} threw`, error);
  }
}

/** The text of an error as the user wants it on the span. */
export function capturedMessage(span: Span, { captureMessage }: Reporting, error: VendorError): string | undefined {
  const { message } = error;
  if (message === undefined || typeof captureMessage === 'boolean') return captureMessage ? message : undefined;
  let captured: unknown;
  runHook(span, 'captureMessage', () => {
    captured = captureMessage(message);
  });
  return typeof captured === 'string' ? captured.slice(0, 256) : undefined;
}
