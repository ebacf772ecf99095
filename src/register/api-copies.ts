import * as api from '@opentelemetry/api';
import { loadPackage } from './packages.js';

/** A copy of `@opentelemetry/api`; from 1.10 on, ES modules and CommonJS have a copy each, and it has `logs`. */
export type Api = typeof api & { readonly logs?: { disable(): void } };

/** Where all copies of `@opentelemetry/api` 1.x, and those of `@opentelemetry/api-logs`, keep what is registered. */
const SLOT = Symbol.for('opentelemetry.js.api.1');
const LOGS_SLOT = Symbol.for('io.opentelemetry.js.api.logs');

type Slots = { [SLOT]?: Record<string, unknown> | undefined; [LOGS_SLOT]?: unknown };

/** Whether an SDK is registered, through whatever copy. */
export function isSdkRegistered(): boolean {
  return (globalThis as Slots)[SLOT]?.trace !== undefined;
}

/** Passes on each copy through which the application may register an SDK, those of ES modules a moment later. */
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

/** Takes back all that is registered, so that another SDK, even one with another version of the API, can register. */
export function unregister(copies: Iterable<Api>): void {
  for (const { trace, context, propagation, metrics, logs } of copies) {
    for (const each of [trace, context, propagation, metrics, logs]) each?.disable();
  }
  const slots = globalThis as Slots;
  slots[LOGS_SLOT] = undefined;
  // What is left is the version of the copy that has registered: no other version could register.
  if (Object.keys(slots[SLOT] ?? {}).every((key) => key === 'version')) slots[SLOT] = undefined;
}
