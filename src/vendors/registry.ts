import type { Vendor } from '../definition/vendor.js';
import { chert } from './chert/index.js';
import { linq } from './linq/index.js';
import { messagesDev } from './messages-dev/index.js';
import { photon } from './photon/index.js';
import { resend } from './resend/index.js';
import { telnyx } from './telnyx/index.js';
import { trackly } from './trackly/index.js';
import { twilio } from './twilio/index.js';
import { whatsapp } from './whatsapp/index.js';

export { chert, linq, messagesDev, photon, resend, telnyx, trackly, twilio, whatsapp };

/** In the order of the documentation. */
const factories = [linq, messagesDev, trackly, chert, twilio, telnyx, whatsapp, photon, resend];

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
