/** Where the plugin keeps the codes of the warnings that it has emitted. */
const EMITTED = Symbol.for('opentelemetry-instrumentation-vendor-errors.warnings');

/** The warnings of the process that are the plugin's. */
export interface ProcessWarnings {
  /** Those since the last call, by their code and text: Node.js emits them in the next turn. */
  next(): Promise<readonly (readonly [string | undefined, string])[]>;
  stop(): void;
}

/** Keeps the plugin's warnings, as if it had emitted none before. */
export function recordWarnings(): ProcessWarnings {
  (globalThis as { [EMITTED]?: Set<string> })[EMITTED]?.clear();
  let seen: [string | undefined, string][] = [];
  const onWarning = (warning: Error & { code?: string }) => {
    if (warning.name === 'VendorErrorsWarning') seen.push([warning.code, warning.message]);
  };
  process.on('warning', onWarning);
  return {
    async next() {
      await new Promise((resolve) => setImmediate(resolve));
      const warnings = seen;
      seen = [];
      return warnings;
    },
    stop: () => process.off('warning', onWarning),
  };
}
