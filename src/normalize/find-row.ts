import type { CodeRow, Vendor } from '../vendors/vendor.js';

/** A row of a vendor's table, with its key there. */
export interface FoundRow {
  readonly key: string;
  readonly row: CodeRow;
}

interface Pattern extends FoundRow {
  readonly prefix: string;
  readonly suffix: string;
}

const PLACEHOLDER = /^([^{]*)\{\w+\}([^{]*)$/;

// Looking for placeholders in forty keys on every error would cost more than the rest of the look-up.
const patternsOf = new WeakMap<Vendor, readonly Pattern[]>();

function patterns(vendor: Vendor): readonly Pattern[] {
  let found = patternsOf.get(vendor);
  if (found === undefined) {
    found = Object.entries(vendor.codes).flatMap(([key, row]) => {
      const parts = PLACEHOLDER.exec(key);
      return parts === null ? [] : [{ key, row, prefix: parts[1] ?? '', suffix: parts[2] ?? '' }];
    });
    patternsOf.set(vendor, found);
  }
  return found;
}

/** The row of a vendor's code: its own, or that of a pattern such as `{product}_not_enabled`. */
export function findRow(vendor: Vendor, code: string): FoundRow | undefined {
  const row = Object.hasOwn(vendor.codes, code) ? vendor.codes[code] : undefined;
  if (row !== undefined) return { key: code, row };
  return patterns(vendor).find(
    ({ prefix, suffix }) =>
      code.length > prefix.length + suffix.length && code.startsWith(prefix) && code.endsWith(suffix),
  );
}
