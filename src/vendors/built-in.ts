import { chert } from './chert.js';
import { linq } from './linq.js';
import { messagesDev } from './messages-dev.js';
import { trackly } from './trackly.js';
import type { Vendor, VendorOptions } from './vendor.js';

/** The vendors that come with the plugin, by the names that they have on spans and metrics. */
export const builtInVendors: Readonly<Record<string, (options?: VendorOptions) => Vendor>> = {
  linq,
  'messages.dev': messagesDev,
  trackly,
  chert,
};
