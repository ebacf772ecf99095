import { diag } from '@opentelemetry/api';
import { warn } from '../common/warn.js';

/** Where `@opentelemetry/api` 1.x stores its global `diag` logger, which all copies of the package share. */
const API = Symbol.for('opentelemetry.js.api.1');

/** Whether the application has set a `diag` logger. */
export function hasDiagLogger(): boolean {
  return (globalThis as { [API]?: { diag?: unknown } })[API]?.diag !== undefined;
}

/** Reports a mistake of the user through `diag`, or as a process warning if nobody would see that. */
export function notify(code: string, message: string): void {
  if (hasDiagLogger()) diag.error(`vendor-errors: ${message}`);
  else warn(code, message);
}
