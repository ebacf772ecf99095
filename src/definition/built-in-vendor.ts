import { defineVendor, type Vendor, type VendorDefinition, type VendorOptions } from './vendor.js';

const options = new WeakMap<object, unknown>();

/**
 * Creates a built-in vendor, with the user's hosts if there are any. Invalid options are reported when the vendor is
 * used.
 */
export function builtInVendor(definition: VendorDefinition, given: VendorOptions): Vendor {
  const hosts: unknown = (given as VendorOptions | null)?.hosts;
  const vendor = defineVendor(Array.isArray(hosts) ? { ...definition, hosts } : definition);
  options.set(vendor, given);
  return vendor;
}

/** The options that the user passed to the factory of a built-in vendor; `undefined` for the user's own vendors. */
export function givenOptions(vendor: object): unknown {
  return options.get(vendor);
}
