import type { Vendor } from './vendor.js';

function matches(route: string, method: string | undefined, path: string | undefined): boolean {
  const space = route.indexOf(' ');
  if (space > 0 && method !== undefined && route.slice(0, space) !== method.toUpperCase()) return false;
  if (path === undefined) return true;
  const pattern = route.slice(space + 1);
  return pattern.endsWith('/*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
}

/** Whether the vendor's 2xx answers on this route can carry a failure. What the caller does not know may be anything. */
export function canFailWithSuccess(vendor: Vendor, method: string | undefined, path: string | undefined): boolean {
  for (const route of vendor.successRoutes) if (matches(route, method, path)) return true;
  return false;
}
