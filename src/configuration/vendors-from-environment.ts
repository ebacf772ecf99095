import { parseHostPattern } from '../definition/hosts.js';
import type { Vendor } from '../definition/vendor.js';
import { builtInVendors } from '../vendors/registry.js';

/** The environment variable that sets the hosts of vendors. */
export const HOSTS_VARIABLE = 'OTEL_VENDOR_ERRORS_HOSTS';

/** The vendors, with the hosts of the environment variable. */
export interface VendorsFromEnvironment {
  readonly vendors: readonly Vendor[];
  /** The entries that cannot be read, each with a fix. */
  readonly problems: readonly string[];
}

/**
 * Reads `OTEL_VENDOR_ERRORS_HOSTS`, for example `linq=127.0.0.1:8080,chert=console.example.test`. Vendors without an entry
 * keep their hosts; a vendor with several entries gets all of their hosts.
 *
 * @param given - The vendors to configure. @defaultValue all built-in vendors
 */
export function vendorsFromEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  given?: readonly Vendor[],
): VendorsFromEnvironment {
  const hosts = new Map<string, string[]>();
  const problems: string[] = [];
  const all = given ?? builtInVendors();
  const names = all.map(({ name }) => name);
  for (const entry of (environment[HOSTS_VARIABLE] ?? '').split(',').map((part) => part.trim())) {
    if (entry === '') continue;
    const [name = '', host = ''] = entry.split('=').map((part) => part.trim());
    if (!names.includes(name)) {
      problems.push(
        `'${entry}' names an unknown vendor, so it is ignored; write <vendor>=<host> with one of these vendors: ${names.join(', ')}`,
      );
    } else if (parseHostPattern(host) === undefined) {
      problems.push(
        `'${entry}' has no host, so the hosts of ${name} are unchanged; write ${name}=127.0.0.1:8080, without scheme and path`,
      );
    } else hosts.set(name, [...(hosts.get(name) ?? []), host]);
  }
  const vendors = all.map((vendor) => ({ ...vendor, hosts: hosts.get(vendor.name) ?? vendor.hosts }));
  return { vendors, problems };
}
