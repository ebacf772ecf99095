import type { Vendor, VendorOptions } from '../definition/vendor.js';
import { chert } from './chert/index.js';
import { linq } from './linq/index.js';
import { messagesDev } from './messages-dev/index.js';
import { trackly } from './trackly/index.js';

/** The vendors that come with the plugin, by the names that they have on spans and metrics. */
export const builtInVendors: Readonly<Record<string, (options?: VendorOptions) => Vendor>> = {
  linq,
  'messages.dev': messagesDev,
  trackly,
  chert,
};
