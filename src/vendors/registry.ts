import type { Vendor } from '../definition/vendor.js';
import { chert } from './chert/index.js';
import { linq } from './linq/index.js';
import { messagesDev } from './messages-dev/index.js';
import { trackly } from './trackly/index.js';

export { chert, linq, messagesDev, trackly };

/** In the order of the documentation. */
const factories = [linq, messagesDev, trackly, chert];

/**
 * All built-in vendors, for a list with further vendors. Each call creates new ones.
 *
 * @example
 * ```ts
 * new VendorErrorsInstrumentation({ vendors: [...builtInVendors(), acme] });
 * ```
 */
export function builtInVendors(): Vendor[] {
  return factories.map((make) => make());
}
