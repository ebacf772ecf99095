import { hasDiagLogger, notify } from '../telemetry/notify.js';

/**
 * Reports the problems of a configuration in one visible message. Instrumentations are created before `NodeSDK`, which
 * may set the `diag` logger. The message therefore waits for the registration or the end of this turn, and becomes a
 * process warning if there is still no logger.
 */
export class ProblemReport {
  #pending: readonly string[] = [];

  report(problems: readonly string[]): void {
    this.#pending = problems;
    if (hasDiagLogger()) this.reportPending();
    else if (problems.length > 0) setImmediate(() => this.reportPending()).unref();
  }

  reportPending(): void {
    if (this.#pending.length === 0) return;
    const message = `invalid configuration of VendorErrorsInstrumentation: ${this.#pending.join(' ')}`;
    this.#pending = [];
    notify('VENDOR_ERRORS_CONFIGURATION', message);
  }
}
