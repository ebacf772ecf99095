import { findRow } from '../normalize/find-row.js';
import type { Vendor } from '../vendors/vendor.js';
import { type ErrorCategory, errorCategories, normalizedCodes } from '../vocabulary.js';
import type { Answer, Result } from './answer.js';
import { codesOf, type KnownCode, knownCodes, vendors } from './known-codes.js';
import { findCategory, findCode, findVendor } from './names.js';
import { type Candidate, nearest } from './near.js';
import { categoryResult, codeResult, nativeCodeResult, statusResult, vendorResult } from './results.js';
import { search, searchRows } from './search.js';
import { unknownCode } from './unknown-code.js';

const HTTP_ERROR = /^[45]\d\d$/;

/** What is a code, even if an unknown one, and not a word to search for. */
const LOOKS_LIKE_CODE = /^\d+$|_/;

const candidate = (name: string): Candidate => ({ name, question: name });
const vendorNames = vendors.map(({ name }) => candidate(name));
const codesAsCandidates = (codes: readonly KnownCode[]): readonly Candidate[] =>
  codes.map(({ vendor, key }) => ({ name: key, question: `${vendor.name} ${key}` }));
const everyName: readonly Candidate[] = [
  ...vendorNames,
  ...Object.keys(errorCategories).map(candidate),
  ...Object.keys(normalizedCodes).map(candidate),
  ...codesAsCandidates(knownCodes),
];

/** The row of a vendor's code as people write it: in any case, or the text of an error without a code. */
function findKnown(vendor: Vendor, text: string): KnownCode | undefined {
  const row = findRow(vendor, text);
  const key = (row?.key ?? text).toLowerCase();
  return codesOf(vendor).find((known) => known.key.toLowerCase() === key);
}

/** A code of a vendor; of `1007 rate_limited` and `HTTP 502 upstream_error`, as span statuses say it, too. */
function explainCode(query: string, vendor: Vendor, words: readonly string[]): Answer {
  const text = words.join(' ');
  const meant = findCode(words.at(-1) ?? '');
  const known = findKnown(vendor, text) ?? (meant && findKnown(vendor, words.slice(0, -1).join(' ')));
  if (known !== undefined) return { query, match: 'exact', results: [nativeCodeResult(known)], near: [] };
  if (meant !== undefined) {
    const rows = words.length === 1 ? codesOf(vendor).filter(({ row }) => row.code === meant) : [];
    const results = rows.length > 0 ? rows.map(nativeCodeResult) : [codeResult(meant)];
    return { query, match: 'exact', results, near: [] };
  }
  const results = LOOKS_LIKE_CODE.test(text) ? [] : searchRows(text, codesOf(vendor));
  if (results.length > 0) return { query, match: 'search', results, near: [] };
  const near = nearest(text, codesAsCandidates(codesOf(vendor)));
  return {
    query,
    match: 'none',
    results,
    near: HTTP_ERROR.test(text) ? [...near, text] : near,
    unknownCode: unknownCode(vendor, text),
  };
}

/** Everything that has exactly this name. A vendor's code that a normalized code of the name already lists is left out. */
function named(text: string): readonly Result[] {
  const vendor = findVendor(text);
  const category = findCategory(text);
  const code = findCode(text);
  const rows = vendors.flatMap((each) => findKnown(each, text) ?? []).filter(({ row }) => row.code !== code);
  return [
    ...(vendor === undefined ? [] : [vendorResult(vendor)]),
    ...(category === undefined ? [] : [categoryResult(category)]),
    ...(code === undefined ? [] : [codeResult(code)]),
    ...rows.map(nativeCodeResult),
    ...(HTTP_ERROR.test(text) ? [statusResult(Number(text))] : []),
  ];
}

/** Answers a question: nothing, a name of any kind, a vendor and its code, or words to search for. */
export function explain(words: readonly string[]): Answer {
  const query = words.join(' ');
  const [first, ...others] = words;
  if (first === undefined) {
    const categories = Object.keys(errorCategories) as ErrorCategory[];
    const results = [...vendors.map(vendorResult), ...categories.map(categoryResult)];
    return { query, match: 'overview', results, near: [] };
  }
  const vendor = findVendor(first);
  if (vendor !== undefined && others.length > 0) return explainCode(query, vendor, others);
  const exact = named(query);
  if (exact.length > 0) return { query, match: 'exact', results: exact, near: [] };
  const found = search(query);
  if (found.length > 0) return { query, match: 'search', results: found, near: [] };
  // The vendor's name may have a slip in it.
  const corrected = nearest(first, vendorNames).map((name) => [name, ...others].join(' '));
  return { query, match: 'none', results: [], near: corrected.length > 0 ? corrected : nearest(query, everyName) };
}
