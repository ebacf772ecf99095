/** Codes that were emitted already, by any copy of this package in the process. */
const EMITTED = Symbol.for('opentelemetry-instrumentation-vendor-errors.warnings');

/**
 * Emits a process warning, which people see without a `diag` logger.
 *
 * @param code - For example `VENDOR_ERRORS_CONFIGURATION`; `node --disable-warning=CODE` silences it.
 */
export function warn(code: string, message: string): void {
  const emitWarning = emitWarningOf((globalThis as { process?: Partial<NodeJS.Process> }).process);
  if (emitWarning === undefined) console.warn(`${code}: ${message}`);
  else emitWarning(message, { type: 'VendorErrorsWarning', code });
}

/** Emits a process warning once per process and code. */
export function warnOnce(code: string, message: string): void {
  const registry = globalThis as { [EMITTED]?: Set<string> };
  registry[EMITTED] ??= new Set();
  const emitted = registry[EMITTED];
  if (emitted.has(code)) return;
  emitted.add(code);
  warn(code, message);
}

/** Edge runtimes have no `process`, or one without this method; Next.js's throws when the method is read. */
function emitWarningOf(process: Partial<NodeJS.Process> | undefined): NodeJS.Process['emitWarning'] | undefined {
  try {
    return process?.emitWarning?.bind(process);
  } catch {
    return undefined;
  }
}
