import type { CodeRow } from './code-row.js';
import { defineVendor, type Vendor, type VendorDefinition, type VendorOptions } from './vendor.js';

interface BuiltIn {
  /** The options that the user passed to the factory. */
  readonly options: unknown;
  readonly members: Readonly<Record<string, unknown>>;
}

const builtIn = new WeakMap<object, BuiltIn>();

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
  builtIn.set(vendor, { options: given, members: { ...vendor } });
  return withLazyCodes(vendor, codes);
}

/** Creates the table when it is first read, so that the start does not get slower with each built-in vendor. */
function withLazyCodes(vendor: Vendor, codes: BuiltInDefinition['codes']): Vendor {
  let table: Vendor['codes'] | undefined;
  return Object.defineProperty(vendor, 'codes', {
    get() {
      table ??= codes();
      return table;
    },
    set(value: Vendor['codes']) {
      table = value;
      // The user's own table needs a check.
      builtIn.delete(vendor);
    },
    enumerable: true,
    configurable: true,
  });
}

/** Whether a vendor is as its factory created it, so that only its hosts need a check. */
export function isAsBuilt(vendor: Readonly<Record<string, unknown>>): boolean {
  const built = builtIn.get(vendor);
  if (built === undefined || Object.getOwnPropertyDescriptor(vendor, 'codes')?.get === undefined) return false;
  const keys = Object.keys(vendor).filter((key) => key !== 'codes');
  return Array.isArray(vendor.hosts) && keys.every((key) => key === 'hosts' || vendor[key] === built.members[key]);
}

/** The same vendor with these hosts. Its table is still created when it is first read. */
export function withHosts(vendor: Vendor, hosts: readonly string[]): Vendor {
  const descriptors: PropertyDescriptorMap = Object.getOwnPropertyDescriptors(vendor);
  return Object.create(Object.prototype, { ...descriptors, hosts: { value: hosts, enumerable: true, writable: true } });
}

/** The options that the user passed to the factory of a built-in vendor; `undefined` for the user's own vendors. */
export function givenOptions(vendor: object): unknown {
  return builtIn.get(vendor)?.options;
}
