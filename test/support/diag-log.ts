import { type DiagLogger, DiagLogLevel, diag } from '@opentelemetry/api';

/** The messages of OpenTelemetry's `diag`. */
export interface DiagLog {
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  stop(): void;
}

/** Sets a `diag` logger that keeps the errors and warnings. */
export function recordDiag(): DiagLog {
  const errors: string[] = [];
  const warnings: string[] = [];
  const ignore = () => undefined;
  const logger: DiagLogger = {
    error: (...words) => errors.push(words.map(String).join(' ')),
    warn: (...words) => warnings.push(words.map(String).join(' ')),
    info: ignore,
    debug: ignore,
    verbose: ignore,
  };
  diag.setLogger(logger, { logLevel: DiagLogLevel.ALL, suppressOverrideMessage: true });
  return { errors, warnings, stop: () => diag.disable() };
}
