import { expect } from 'vitest';
import { VendorErrorsInstrumentation } from '../../src/index.js';
import type { DiagLog } from './diag-log.js';
import { startTelemetry, type Telemetry } from './telemetry.js';

type Config = ConstructorParameters<typeof VendorErrorsInstrumentation>[0];

/** The plugin with a configuration that TypeScript may forbid, as JavaScript can give it. */
export function withConfig(config: unknown): VendorErrorsInstrumentation {
  return new VendorErrorsInstrumentation(config as Config);
}

export const PREFIX = 'vendor-errors: invalid configuration of VendorErrorsInstrumentation: ';

/** Creates and registers the plugin, which reports exactly one error at its creation, with these parts. */
export function startReported(
  log: DiagLog,
  config: unknown,
  parts: readonly string[],
): { readonly plugin: VendorErrorsInstrumentation; readonly telemetry: Telemetry } {
  const plugin = withConfig(config);
  const atOnce = log.errors.length;
  const telemetry = startTelemetry([plugin]);
  expect([atOnce, log.errors.length]).toEqual([1, 1]);
  expect(log.errors[0]?.startsWith(PREFIX)).toBe(true);
  for (const part of parts) expect(log.errors[0]).toContain(part);
  return { plugin, telemetry };
}
