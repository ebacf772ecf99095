import type { CodeRow } from '../definition/code-row.js';
import type { Vendor } from '../definition/vendor.js';

/** A row of a vendor's table, with its key. */
export interface FoundRow {
  readonly key: string;
  readonly row: CodeRow;
}

interface Pattern extends FoundRow {
  readonly prefix: string;
  readonly suffix: string;
}

/** A vendor's table, prepared for lookups. */
interface CodeTable {
  readonly byKey: ReadonlyMap<string, FoundRow>;
  readonly byLowerCase: ReadonlyMap<string, FoundRow>;
  readonly patterns: readonly Pattern[];
}

const PLACEHOLDER = /^([^{]*)\{\w+\}([^{]*)$/;

// Prepare once: a search for placeholders in all keys would cost more than the rest of the lookup.
const tables = new WeakMap<Vendor, CodeTable>();

function makeTable({ codes }: Vendor): CodeTable {
  const rows = Object.entries(codes).map(([key, row]) => ({ key, row }));
  const patterns = rows.flatMap((found) => {
    const parts = PLACEHOLDER.exec(found.key);
    return parts === null ? [] : [{ ...found, prefix: lower(parts[1]), suffix: lower(parts[2]) }];
  });
  return {
    byKey: new Map(rows.map((found) => [found.key, found])),
    // If two keys differ only in case, the first one applies.
    byLowerCase: new Map(rows.toReversed().map((found) => [lower(found.key), found])),
    patterns,
  };
}

function lower(text = ''): string {
  return text.toLowerCase();
}

/**
 * The row of a vendor's code: with the exact key, with a key that differs only in case, or with a pattern such as
 * `{product}_not_enabled`.
 */
export function findRow(vendor: Vendor, code: string): FoundRow | undefined {
  let table = tables.get(vendor);
  if (table === undefined) {
    table = makeTable(vendor);
    tables.set(vendor, table);
  }
  const own = table.byKey.get(code);
  if (own !== undefined) return own;
  const text = lower(code);
  const alike = table.byLowerCase.get(text);
  if (alike !== undefined) return alike;
  return table.patterns.find(
    ({ prefix, suffix }) =>
      text.length > prefix.length + suffix.length && text.startsWith(prefix) && text.endsWith(suffix),
  );
}
