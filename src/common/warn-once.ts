/** Codes that were emitted already, by any copy of this package in the process. */
const EMITTED = Symbol.for('opentelemetry-instrumentation-vendor-errors.warnings');

/**
 * Emits a process warning that people see without a `diag` logger, once per process and code.
 *
 * @param code - For example `VENDOR_ERRORS_DOUBLE_TRACING`; `node --disable-warning=CODE` silences it.
 */
export function warnOnce(code: string, message: string): void {
  // Edge runtimes have no `process`, or one without this method.
  const registry = globalThis as { [EMITTED]?: Set<string>; process?: Partial<NodeJS.Process> };
  registry[EMITTED] ??= new Set();
  const emitted = registry[EMITTED];
  if (emitted.has(code)) return;
  emitted.add(code);
  if (registry.process?.emitWarning === undefined) console.warn(`${code}: ${message}`);
  else registry.process.emitWarning(message, { type: 'VendorErrorsWarning', code });
}
