import type { CodeRow } from '../definition/code-row.js';
import type { Vendor } from '../definition/vendor.js';
import { findRow } from '../normalize/find-row.js';
import { builtInVendors } from '../vendors/registry.js';

/** The vendors that are explained. */
export let vendors: readonly Vendor[] = builtInVendors();

/** An error with a row in a vendor's table. */
export interface KnownCode {
  readonly vendor: Vendor;
  /** The vendor's code or a pattern of codes; for an error without a code, its text. */
  readonly key: string;
  /** Whether `key` is the text of an error without a code. */
  readonly isText: boolean;
  readonly row: CodeRow;
}

/** The rows of a vendor, in the order of its table. */
export function codesOf(vendor: Vendor): readonly KnownCode[] {
  return [
    ...Object.entries(vendor.codes).map(([key, row]) => ({ vendor, key, isText: false, row })),
    ...Object.entries(vendor.messages).map(([key, row]) => ({ vendor, key, isText: true, row })),
  ];
}

/** The rows of all vendors that are explained. */
export let knownCodes: readonly KnownCode[] = vendors.flatMap(codesOf);

/** Sets the explained vendors. By default, they are the built-in ones. */
export function explainVendors(others: readonly Vendor[]): void {
  vendors = others;
  knownCodes = others.flatMap(codesOf);
}

/** The row of a vendor's code in any case, or of the text of an error without a code. */
export function findKnown(vendor: Vendor, text: string): KnownCode | undefined {
  const row = findRow(vendor, text) ?? findRow(vendor, text.toLowerCase());
  const key = (row?.key ?? text).toLowerCase();
  return codesOf(vendor).find((known) => known.key.toLowerCase() === key);
}

/** Whether a code can also be an exit status, or a status of HTTP or gRPC. Only with a named vendor is it a code of that vendor. */
export function isShortNumber(code: string): boolean {
  return /^\d{1,3}$/.test(code);
}

/** The row of a code that exactly one other vendor has, if this vendor has none. */
export function findElsewhere(vendor: Vendor, code: string): KnownCode | undefined {
  if (isShortNumber(code) || findKnown(vendor, code) !== undefined) return undefined;
  const [only, ...others] = vendors.flatMap((other) => findKnown(other, code) ?? []);
  return others.length === 0 ? only : undefined;
}
