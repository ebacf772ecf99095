import type { Attributes, Context } from '@opentelemetry/api';

/** The method of a logger of `@opentelemetry/api-logs` that is used. */
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
 * The method of a logger provider of `@opentelemetry/api-logs` that is used. `NodeSDK` and `registerInstrumentations`
 * pass on their provider, so that package is not needed here.
 */
export interface LoggerProvider {
  getLogger(name: string, version?: string): Logger;
}

// Where `@opentelemetry/api` from 1.10 on, and `@opentelemetry/api-logs`, store the logger provider of the process.
const API = Symbol.for('opentelemetry.js.api.1');
const LOGS_API = Symbol.for('io.opentelemetry.js.api.logs');
const LOGS_API_VERSION = 1;

/**
 * The logger provider of the process, for a plugin that is not registered with an SDK; `undefined` if there is none.
 */
export function globalLoggerProvider(): LoggerProvider | undefined {
  const { [API]: api, [LOGS_API]: get } = globalThis as {
    [API]?: { readonly logs?: LoggerProvider };
    [LOGS_API]?: (version: number) => LoggerProvider;
  };
  return api?.logs ?? get?.(LOGS_API_VERSION);
}
