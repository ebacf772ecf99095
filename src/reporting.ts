import { context, diag, ROOT_CONTEXT, type Span, trace } from '@opentelemetry/api';
import type { Reporting } from './config.js';
import type { VendorError } from './normalize/vendor-error.js';

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

/** Tells the user's hook of an error. */
export function runErrorHook(span: Span, { errorHook }: Reporting, error: VendorError): void {
  if (errorHook !== undefined) runHook(span, 'errorHook', () => errorHook(span, error));
}
