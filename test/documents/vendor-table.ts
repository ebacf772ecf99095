import type { TraceIdSource, Vendor } from '../../src/definition/vendor.js';
import * as registry from '../../src/vendors/registry.js';
import { table } from './table.js';

function source(place: TraceIdSource): string {
  return 'header' in place ? `header \`${place.header}\`` : `body \`${place.body.join('.')}\``;
}

const columns: Readonly<Record<string, (make: () => Vendor) => string>> = {
  vendor: (make) => `\`${make.name}()\``,
  '`vendor_api.name`': (make) => `\`${make().name}\``,
  hosts: (make) =>
    make()
      .hosts.map((host) => `\`${host}\``)
      .join(', '),
  'trace id': (make) => make().traceId.map(source).join(', else ') || 'none',
  'documented codes': (make) => `[${Object.keys(make().codes).length}](${make().documentation})`,
};

const { builtInVendors: _, ...factories } = registry;

/** Columns about the built-in vendors, as Markdown. */
export function vendorTable(...names: readonly string[]): string {
  const cells = (make: () => Vendor) => names.map((name) => columns[name]?.(make) ?? '');
  return table(names, Object.values(factories).map(cells));
}
