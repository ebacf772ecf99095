import type { CodeRow } from './code-row.js';
import { defineVendor, type Vendor, type VendorDefinition, type VendorOptions } from './vendor.js';

const options = new WeakMap<object, unknown>();

/** The definition of a built-in vendor. */
export interface BuiltInDefinition extends Omit<VendorDefinition, 'codes'> {
  /** Creates the table. */
  readonly codes: () => Readonly<Record<string, CodeRow>>;
}

/**
 * Creates a built-in vendor, with the user's hosts if there are any. Invalid options are reported when the vendor is
 * used.
 */
export function builtInVendor({ codes, ...definition }: BuiltInDefinition, given: VendorOptions): Vendor {
  const hosts: unknown = (given as VendorOptions | null)?.hosts;
  const vendor = defineVendor({ ...definition, codes: {}, ...(Array.isArray(hosts) && { hosts }) });
  options.set(vendor, given);
  return withLazyCodes(vendor, codes);
}

/** Creates the table when it is first read, so that the start does not get slower with each built-in vendor. */
function withLazyCodes(vendor: Vendor, codes: BuiltInDefinition['codes']): Vendor {
  return Object.defineProperty(vendor, 'codes', {
    get() {
      const value = codes();
      Object.defineProperty(vendor, 'codes', { value, writable: true });
      return value;
    },
    enumerable: true,
    configurable: true,
  });
}

/** The options that the user passed to the factory of a built-in vendor; `undefined` for the user's own vendors. */
export function givenOptions(vendor: object): unknown {
  return options.get(vendor);
}
