import { type ErrorCategory, errorCategories } from '../definition/vocabulary.js';
import type { Answer, Result } from './answer.js';
import { answerQuestion } from './answer-question.js';
import { vendorMentions } from './hints.js';
import { type Input, readInput } from './input.js';
import { codesOf, vendors } from './known-codes.js';
import { findVendor } from './names.js';
import { quantitiesIn } from './quantities.js';
import { recognize } from './recognizers/recognize.js';
import { categoryResult, vendorResult } from './results.js';
import { safeText } from './safe-text.js';
import { search, searchRows } from './search.js';
import { MAX_NAME, similarCodes, similarQuestions } from './suggestions.js';

/** Response bodies are shorter, and a longer log has too many answers. */
const MAX_LENGTH = 256 * 1024;
const CUT = `The text is long: only its first ${MAX_LENGTH / 1024} Ki characters were read.`;

const EMPTY = { notes: [], results: [], near: [], unknownCodes: [] } as const;

/** Removes duplicates. */
function unique<Value>(values: readonly Value[]): readonly Value[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

function overview(): Answer {
  const categories = Object.keys(errorCategories) as ErrorCategory[];
  const results = [...vendors.map(vendorResult), ...categories.map(categoryResult)];
  return { ...EMPTY, query: '', match: 'overview', results };
}

/** Everything that contains all words of a question; after a vendor's name, only its codes. */
function searchWords({ text, words, isTyped }: Input): readonly Result[] {
  if (!isTyped || quantitiesIn(text, words).length > 0 || words.some((word) => word.text.length > MAX_NAME)) return [];
  const [first = '', ...others] = words.map(({ text }) => text);
  const vendor = findVendor(first);
  // Do not search for a number that is not a code, because remedies contain numbers by chance.
  if ((vendor === undefined ? [first, ...others] : others).every((word) => /^[\d+]+$/.test(word))) return [];
  return vendor === undefined || others.length === 0
    ? search([first, ...others].join(' '))
    : searchRows(others.join(' '), codesOf(vendor));
}

function suggest({ text, words, isTyped, mentions }: Input): readonly string[] {
  // A text about a quantity, such as `line number 404`, is not a question with a typo.
  if (isTyped && mentions.length === 0 && quantitiesIn(text, words).length > 0) return [];
  if (isTyped) return similarQuestions(words).map(safeText);
  return vendorMentions(text)
    .slice(0, 1)
    .map(({ value }) => value.name);
}

/** Explains a question of a few words, or a pasted text. */
export function explain(text: string): Answer {
  if (text.trim() === '') return overview();
  const input = readInput(text.slice(0, MAX_LENGTH));
  const query = safeText(text);
  const outcomes = recognize(input).map(answerQuestion);
  const results = unique(outcomes.flatMap((outcome) => outcome.results ?? []));
  const unknownCodes = unique(outcomes.flatMap((outcome) => outcome.unknownCodes ?? []));
  const cut = text.length > MAX_LENGTH ? [CUT] : [];
  const notes = unique([...cut, ...outcomes.flatMap((outcome) => outcome.notes ?? [])]);
  if (results.length > 0) return { ...EMPTY, query, match: 'exact', notes, results, unknownCodes };
  if (unknownCodes.length > 0) {
    const near = unknownCodes.flatMap(({ vendor, nativeCode }) => {
      const known = findVendor(vendor);
      return known === undefined ? [] : similarCodes(known, nativeCode);
    });
    return { ...EMPTY, query, match: 'none', notes, near, unknownCodes };
  }
  const found = searchWords(input);
  if (found.length > 0) return { ...EMPTY, query, match: 'search', results: found };
  return { ...EMPTY, query, match: 'none', notes, near: suggest(input) };
}
