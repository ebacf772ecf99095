import type { Vendor } from '../definition/vendor.js';

/** The address of the vendor's page about a code of its table; a pattern of codes has no page. */
export function pageOf({ codePage }: Vendor, key: string | undefined): string | undefined {
  if (key === undefined || key.includes('{')) return undefined;
  // A function, because `replace` expands patterns such as `$&` in a string.
  return codePage?.replace('{code}', () => encodeURIComponent(key));
}
