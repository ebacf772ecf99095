import { type ErrorCategory, errorCategories, type NormalizedCode, normalizedCodes } from '../definition/vocabulary.js';
import type { Result } from './answer.js';
import { type KnownCode, knownCodes, vendors } from './known-codes.js';
import { categoryResult, codeResult, nativeCodeResult, vendorResult } from './results.js';

function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

/**
 * Whether each of the words begins a word of the text: `rate` matches `rate_limited`, not `separate`. Numbers must be
 * equal.
 */
function contains(text: string, words: readonly string[]): boolean {
  const inText = wordsOf(text);
  return words.every((word) =>
    inText.some((candidate) => (/^\d+$/.test(word) ? candidate === word : candidate.startsWith(word))),
  );
}

/** The rows whose code, meaning or remedy contains all words of a text. */
export function searchRows(text: string, rows: readonly KnownCode[]): readonly Result[] {
  const words = wordsOf(text);
  if (words.length === 0) return [];
  return rows
    .filter(({ vendor, key, row }) => contains([vendor.name, key, row.code, row.remedy].join(' '), words))
    .map(nativeCodeResult);
}

/** Everything that contains all words of a text. */
export function search(text: string): readonly Result[] {
  const words = wordsOf(text);
  if (words.length === 0) return [];
  const categories = Object.entries(errorCategories) as [ErrorCategory, string][];
  const codes = Object.entries(normalizedCodes) as [NormalizedCode, { meaning: string }][];
  return [
    ...vendors.filter(({ name, hosts }) => contains([name, ...hosts].join(' '), words)).map(vendorResult),
    ...categories
      .filter(([name, meaning]) => contains(`${name} ${meaning}`, words))
      .map(([name]) => categoryResult(name)),
    ...codes.filter(([name, { meaning }]) => contains(`${name} ${meaning}`, words)).map(([name]) => codeResult(name)),
    ...searchRows(text, knownCodes),
  ];
}
