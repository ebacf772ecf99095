import type { TraceIdSource, Vendor } from '../../src/definition/vendor.js';
import * as registry from '../../src/vendors/registry.js';
import { table } from './table.js';

function source(place: TraceIdSource): string {
  return 'header' in place ? `header \`${place.header}\`` : `body \`${place.body.join('.')}\``;
}

/** The function that makes a built-in vendor: `linq`. */
function factoryOf({ name }: Vendor): string {
  const { builtInVendors: _, ...factories } = registry;
  return Object.values(factories).find((make) => make().name === name)?.name ?? '';
}

const columns: Readonly<Record<string, (vendor: Vendor) => string>> = {
  vendor: (vendor) => `\`${factoryOf(vendor)}()\``,
  '`vendor_api.name`': ({ name }) => `\`${name}\``,
  hosts: ({ hosts }) => hosts.map((host) => `\`${host}\``).join(', '),
  'trace id': ({ traceId }) => traceId.map(source).join(', else ') || 'none',
  codes: ({ codes }) => String(Object.keys(codes).length),
  'documented codes': ({ codes, documentation }) => `[${Object.keys(codes).length}](${documentation})`,
};

/** Columns about the built-in vendors, as Markdown. */
export function vendorTable(...names: readonly string[]): string {
  const cells = (vendor: Vendor) => names.map((name) => columns[name]?.(vendor) ?? '');
  return table(names, registry.builtInVendors().map(cells));
}
