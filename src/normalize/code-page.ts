import type { Vendor } from '../definition/vendor.js';

/** The address of the vendor's page about a code of its table; a pattern of codes has no page. */
export function pageOf({ codePage }: Vendor, key: string | undefined): string | undefined {
  return key === undefined || key.includes('{') ? undefined : codePage?.replace('{code}', key);
}
