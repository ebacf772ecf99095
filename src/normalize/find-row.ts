import type { CodeRow } from '../definition/code-row.js';
import type { Vendor } from '../definition/vendor.js';

/** A row of a vendor's table, with its key. */
export interface FoundRow {
  /** The native code, or the pattern that it matches, such as `{product}_not_enabled`. */
  readonly key: string;
  readonly row: CodeRow;
}

interface Pattern extends FoundRow {
  readonly prefix: string;
  readonly suffix: string;
}

/** The other forms of a table's keys, for codes that are not literally in the table. */
interface OtherForms {
  readonly byLowerCase: ReadonlyMap<string, FoundRow>;
  readonly patterns: readonly Pattern[];
}

const PLACEHOLDER = /^([^{]*)\{\w+\}([^{]*)$/;

/** Created when a code is not found, because tables can be long and most codes are keys. */
const otherForms = new WeakMap<Vendor, OtherForms>();

function makeOtherForms({ codes }: Vendor): OtherForms {
  const rows = Object.entries(codes).map(([key, row]) => ({ key, row }));
  const patterns = rows.flatMap((found) => {
    const parts = PLACEHOLDER.exec(found.key);
    return parts === null ? [] : [{ ...found, prefix: lower(parts[1]), suffix: lower(parts[2]) }];
  });
  // If two keys differ only in case, the first one applies.
  return { byLowerCase: new Map(rows.toReversed().map((found) => [lower(found.key), found])), patterns };
}

function lower(text = ''): string {
  return text.toLowerCase();
}

/**
 * The row of a vendor's code: with the exact key, with a key that differs only in case, or with a pattern such as
 * `{product}_not_enabled`.
 */
export function findRow(vendor: Vendor, code: string): FoundRow | undefined {
  const row = Object.hasOwn(vendor.codes, code) ? vendor.codes[code] : undefined;
  if (row !== undefined) return { key: code, row };
  let forms = otherForms.get(vendor);
  if (forms === undefined) {
    forms = makeOtherForms(vendor);
    otherForms.set(vendor, forms);
  }
  const text = lower(code);
  const alike = forms.byLowerCase.get(text);
  if (alike !== undefined) return alike;
  return forms.patterns.find(
    ({ prefix, suffix }) =>
      text.length > prefix.length + suffix.length && text.startsWith(prefix) && text.endsWith(suffix),
  );
}
