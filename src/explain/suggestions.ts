import type { Vendor } from '../definition/vendor.js';
import { errorCategories, normalizedCodes } from '../definition/vocabulary.js';
import { alerts } from './alerts.js';
import { codesOf, isShortNumber, type KnownCode, knownCodes, vendors } from './known-codes.js';
import { findVendor } from './names.js';
import { type Candidate, nearest } from './near.js';
import { telemetryNames } from './telemetry-names.js';
import type { Word } from './words.js';

const candidate = (name: string): Candidate => ({ name, question: name });
const vendorNames = () => vendors.map(({ name }) => candidate(name));
const codesAsCandidates = (codes: readonly KnownCode[]): readonly Candidate[] =>
  codes.map(({ vendor, key }) => ({ name: key, question: `${vendor.name} ${key}` }));
const everyName = (): readonly Candidate[] => [
  ...vendorNames(),
  ...Object.keys(errorCategories).map(candidate),
  ...Object.keys(normalizedCodes).map(candidate),
  ...codesAsCandidates(knownCodes),
  ...[...alerts, ...telemetryNames].map(({ name }) => candidate(name)),
];

/** Codes of a vendor of which a text may be a typo. */
export function similarCodes(vendor: Vendor, text: string): readonly string[] {
  const codes = Object.keys(normalizedCodes).map((name) => ({ name, question: `${vendor.name} ${name}` }));
  return nearest(text, [...codesAsCandidates(codesOf(vendor)), ...codes]);
}

/** No name is longer. */
export const MAX_NAME = 64;

/** Suggestions for a question without an answer, which may contain a typo. */
export function similarQuestions(words: readonly Word[]): readonly string[] {
  const [first = '', ...others] = words.map(({ text }) => text);
  const named = findVendor(first);
  if (named !== undefined) return [...similarCodes(named, others.join(' ')), named.name];
  if (words.some(({ text }) => text.length > MAX_NAME)) return [];
  // Every short number resembles a code of some vendor.
  if (words.every(({ text }) => isShortNumber(text))) return [];
  // The name of the command or the vendor may contain a typo.
  const rest = others.join(' ');
  const command = rest === '' ? [] : nearest(first, [{ name: 'explain', question: rest }]);
  const vendor = nearest(first, vendorNames()).map((name) => [name, ...others].join(' '));
  const corrected = [...command, ...vendor];
  return corrected.length > 0 ? corrected : nearest([first, ...others].join(' '), everyName());
}
