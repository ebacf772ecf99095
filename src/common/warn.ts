/** Codes that any copy of this package in the process has already emitted. */
const EMITTED = Symbol.for('opentelemetry-instrumentation-vendor-errors.warnings');

/**
 * Emits a process warning, which people see without a `diag` logger.
 *
 * @param code - For example `VENDOR_ERRORS_CONFIGURATION`; `node --disable-warning=CODE` silences it.
 */
export function warn(code: string, message: string): void {
  // Edge runtimes have no `process`, or a `process` without this method; in Next.js, the method throws.
  const { process } = globalThis as { process?: Partial<NodeJS.Process> };
  try {
    if (process?.emitWarning === undefined) console.warn(`${code}: ${message}`);
    else process.emitWarning(message, { type: 'VendorErrorsWarning', code });
  } catch {
    console.warn(`${code}: ${message}`);
  }
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
