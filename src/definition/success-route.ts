import { RouteTable } from './routes.js';
import type { Vendor } from './vendor.js';

const tables = new WeakMap<Vendor, RouteTable>();

function tableOf(vendor: Vendor): RouteTable {
  let table = tables.get(vendor);
  if (table === undefined) {
    table = new RouteTable(vendor.successRoutes);
    tables.set(vendor, table);
  }
  return table;
}

/**
 * Whether the vendor's 2xx responses on this route can contain a failure. An unknown method or path matches all routes.
 */
export function canFailWithSuccess(vendor: Vendor, method: string | undefined, path: string | undefined): boolean {
  if (vendor.successRoutes.length === 0) return false;
  return tableOf(vendor).matches(path?.split('?', 1)[0], method);
}
