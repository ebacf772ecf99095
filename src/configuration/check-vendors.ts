import { withHosts } from '../definition/built-in-vendor.js';
import { quote, type ReportProblem } from '../definition/checks/problem.js';
import { checkVendor } from '../definition/checks/vendor.js';
import type { Vendor } from '../definition/vendor.js';
import { factoryName } from '../vendors/names.js';
import { builtInVendors } from '../vendors/registry.js';

/** The vendors to watch. Each host belongs to the first vendor that lists it. */
export function checkVendors(vendors: unknown, report: ReportProblem): readonly Vendor[] {
  const builtIn = builtInVendors();
  if (vendors === undefined) return builtIn;
  if (!Array.isArray(vendors)) {
    report(
      `vendors is ${quote(vendors)}, which is not a list, so all built-in vendors are watched. Write vendors: [linq()].`,
    );
    return builtIn;
  }
  if (vendors.length === 0)
    report(
      'vendors is empty, so no call is watched. Write vendors: [linq()], or leave it out for all built-in vendors.',
    );
  const makers = builtIn.map(({ name }) => `${factoryName(name)}()`);
  const names = new Map<string, string>();
  const hosts = new Map<string, string>();
  return vendors.flatMap((given: unknown, index) => {
    const where = `vendors[${index}]`;
    const vendor = checkVendor(given, where, makers, report);
    if (vendor === undefined) return [];
    const at = `${where} (${vendor.name})`;
    const namesake = names.get(vendor.name);
    if (namesake === undefined) names.set(vendor.name, where);
    else
      report(`${at} has the name of ${namesake}. Write one vendor with the hosts of both, or give each its own name.`);
    const own = vendor.hosts.filter((host) => takeHost(host, at, hosts, report));
    if (own.length > 0) return [withHosts(vendor, own)];
    report(`${at} has no usable host, so its calls are not watched.`);
    return [];
  });
}

function takeHost(host: string, at: string, owners: Map<string, string>, report: ReportProblem): boolean {
  const key = host.toLowerCase();
  const owner = owners.get(key);
  if (owner === undefined) owners.set(key, at);
  else report(`${at}: host '${host}' already belongs to ${owner}. Give each vendor its own hosts.`);
  return owner === undefined;
}
