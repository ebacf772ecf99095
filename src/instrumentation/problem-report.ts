import { diag } from '@opentelemetry/api';

/** Where `@opentelemetry/api` 1.x keeps its global `diag` logger: the contract between copies of the package. */
const API = Symbol.for('opentelemetry.js.api.1');

function hasDiagLogger(): boolean {
  return (globalThis as { [API]?: { diag?: unknown } })[API]?.diag !== undefined;
}

/**
 * Tells about problems of the configuration in one message. Instrumentations are made before `NodeSDK`, which sets the
 * logger of `diag`: until there is one, the message waits for the registration.
 */
export class ProblemReport {
  #pending: readonly string[] = [];

  tell(problems: readonly string[]): void {
    this.#pending = problems;
    if (hasDiagLogger()) this.tellPending();
  }

  tellPending(): void {
    if (this.#pending.length > 0) {
      diag.error(`vendor-errors: wrong configuration of VendorErrorsInstrumentation: ${this.#pending.join(' ')}`);
    }
    this.#pending = [];
  }
}
