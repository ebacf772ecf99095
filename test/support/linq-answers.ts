import { linq, VendorErrorsInstrumentation } from '../../src/index.js';
import { startTelemetry, type Telemetry } from './telemetry.js';

type Config = NonNullable<ConstructorParameters<typeof VendorErrorsInstrumentation>[0]>;

/** An error body as Linq sends it. */
export function linqError(
  code: number,
  more: { status?: number; message?: string; [key: string]: unknown } = {},
): string {
  const { status = 429, message = 'Too many messages', ...rest } = more;
  return JSON.stringify({ success: false, error: { status, code, message }, ...rest });
}

/** The plugin as a user installs it, with the vendor Linq at the given hosts. */
export function watchLinq(hosts: readonly string[], config: Config = {}): VendorErrorsInstrumentation {
  return new VendorErrorsInstrumentation({ vendors: [linq({ hosts })], ...config });
}

/** The plugin registered with a real SDK. */
export function startLinqTelemetry(
  hosts: readonly string[],
  config: Config = {},
  options: Parameters<typeof startTelemetry>[1] = {},
): Telemetry {
  return startTelemetry([watchLinq(hosts, config)], options);
}
