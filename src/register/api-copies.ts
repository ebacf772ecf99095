import * as api from '@opentelemetry/api';
import { loadPackage } from './packages.js';

/** A copy of `@opentelemetry/api`. From 1.10 on, ES modules and CommonJS each have a copy, which includes `logs`. */
export type Api = typeof api & { readonly logs?: { disable(): void } };

/** Where all copies of `@opentelemetry/api` 1.x and of `@opentelemetry/api-logs` store what is registered. */
const SLOT = Symbol.for('opentelemetry.js.api.1');
const LOGS_SLOT = Symbol.for('io.opentelemetry.js.api.logs');

type Slots = { [SLOT]?: Record<string, unknown> | undefined; [LOGS_SLOT]?: unknown };

/** Whether an SDK is registered, through any copy. */
export function isSdkRegistered(): boolean {
  return (globalThis as Slots)[SLOT]?.trace !== undefined;
}

/**
 * Passes on each copy through which the application may register an SDK. Copies of ES modules follow a moment later.
 */
export function forEachApi(use: (copy: Api) => void): void {
  const seen = new Set<unknown>();
  const useOnce = (copy: Api | undefined) => {
    if (copy === undefined || seen.has(copy.trace)) return;
    seen.add(copy.trace);
    use(copy);
  };
  useOnce(api);
  useOnce(loadPackage<Api>('@opentelemetry/api'));
  import('@opentelemetry/api').then(useOnce).catch(() => {});
}

/** Unregisters everything, so that another SDK can register, even with another version of the API. */
export function unregister(copies: Iterable<Api>): void {
  for (const { trace, context, propagation, metrics, logs } of copies) {
    for (const each of [trace, context, propagation, metrics, logs]) each?.disable();
  }
  const slots = globalThis as Slots;
  slots[LOGS_SLOT] = undefined;
  // Remove the version of the registered copy, because no other version could register.
  if (Object.keys(slots[SLOT] ?? {}).every((key) => key === 'version')) slots[SLOT] = undefined;
}
