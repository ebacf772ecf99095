import type { Attributes, Context } from '@opentelemetry/api';

/** What is used of a logger of `@opentelemetry/api-logs`. */
export interface Logger {
  emit(record: {
    readonly eventName: string;
    readonly severityNumber: number;
    readonly severityText: string;
    readonly body: string;
    readonly attributes: Attributes;
    readonly context: Context;
  }): void;
}

/**
 * What is used of a logger provider of `@opentelemetry/api-logs`. `NodeSDK` and `registerInstrumentations` pass theirs
 * on, so that package is not needed here.
 */
export interface LoggerProvider {
  getLogger(name: string, version?: string): Logger;
}

// Where the logger provider of the process is: of `@opentelemetry/api` from 1.10 on, and of `@opentelemetry/api-logs`.
const API = Symbol.for('opentelemetry.js.api.1');
const LOGS_API = Symbol.for('io.opentelemetry.js.api.logs');
const LOGS_API_VERSION = 1;

/** The logger provider of the process, for a plugin that was not registered with an SDK; `undefined` if there is none. */
export function globalLoggerProvider(): LoggerProvider | undefined {
  const { [API]: api, [LOGS_API]: get } = globalThis as {
    [API]?: { readonly logs?: LoggerProvider };
    [LOGS_API]?: (version: number) => LoggerProvider;
  };
  return api?.logs ?? get?.(LOGS_API_VERSION);
}
