import { VendorErrorsInstrumentation } from '../../src/index.js';

type Config = ConstructorParameters<typeof VendorErrorsInstrumentation>[0];

/** The plugin with a configuration that TypeScript may forbid, as JavaScript can give it. */
export function withConfig(config: unknown): VendorErrorsInstrumentation {
  return new VendorErrorsInstrumentation(config as Config);
}
