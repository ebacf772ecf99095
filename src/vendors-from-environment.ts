import { builtInVendors } from './vendors/built-in.js';
import { parseHostPattern } from './vendors/hosts.js';
import type { Vendor } from './vendors/vendor.js';

/** The variable that points vendors at other hosts. */
export const HOSTS_VARIABLE = 'OTEL_VENDOR_ERRORS_HOSTS';

/** The built-in vendors, at the hosts that the environment says. */
export interface VendorsFromEnvironment {
  readonly vendors: readonly Vendor[];
  /** Each says what cannot be read, and what would be right. */
  readonly problems: readonly string[];
}

/**
 * Reads `OTEL_VENDOR_ERRORS_HOSTS`, for example `linq=127.0.0.1:8080,chert=console.example.test`. A vendor that is not
 * named keeps its own hosts; one that is named several times gets all these hosts.
 */
export function vendorsFromEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): VendorsFromEnvironment {
  const hosts = new Map<string, string[]>();
  const problems: string[] = [];
  const names = Object.keys(builtInVendors).join(', ');
  for (const entry of (environment[HOSTS_VARIABLE] ?? '').split(',').map((part) => part.trim())) {
    if (entry === '') continue;
    const [name = '', host = ''] = entry.split('=').map((part) => part.trim());
    if (!Object.hasOwn(builtInVendors, name)) {
      problems.push(`'${entry}' names no vendor, so it is left out; write <vendor>=<host>, with a vendor of ${names}`);
    } else if (parseHostPattern(host) === undefined) {
      problems.push(
        `'${entry}' has no host, so ${name} keeps its own; write ${name}=127.0.0.1:8080, without scheme and path`,
      );
    } else hosts.set(name, [...(hosts.get(name) ?? []), host]);
  }
  const vendors = Object.entries(builtInVendors).map(([name, make]) => {
    const replaced = hosts.get(name);
    return make(replaced === undefined ? {} : { hosts: replaced });
  });
  return { vendors, problems };
}
