import { defineVendor, type Vendor, type VendorDefinition, type VendorOptions } from './vendor.js';

const options = new WeakMap<object, unknown>();

/** Makes a built-in vendor, with the user's hosts if there are any. Wrong options are reported when the vendor is used. */
export function builtInVendor(definition: VendorDefinition, given: VendorOptions): Vendor {
  const hosts: unknown = (given as VendorOptions | null)?.hosts;
  const vendor = defineVendor(Array.isArray(hosts) ? { ...definition, hosts } : definition);
  options.set(vendor, given);
  return vendor;
}

/** What the user passed to the function that made a built-in vendor; `undefined` for a vendor of the user's own. */
export function givenOptions(vendor: object): unknown {
  return options.get(vendor);
}
