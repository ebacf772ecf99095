import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuzz, must } from './cases.js';
import { patterns } from './patterns/find.js';
import { type Pieces, piecesOf, textOf } from './patterns/hostile.js';
import { StepCounter } from './patterns/steps.js';

/** Non-linear patterns, with the maximum length of their texts. */
const bounded: Readonly<Record<string, number>> = {
  // The end of a text that is cut off.
  'normalize/redact.ts /\\S*$/': 400,
  'normalize/redact.ts /[\\d\\s().+/-]+$/': 400,
};

const all = patterns.map(({ file, pattern }) => ({
  name: `${file} ${pattern}`,
  pattern,
  counter: new StepCounter(pattern),
  pieces: piecesOf(pattern),
}));

const SHORT = 512;
/** The maximum growth of the work for a text of four times the length. Quadratic work would grow sixteen times. */
const MAX_GROWTH = 6;

/** Whether the work for a text grows linearly. It is measured exactly only if a short text takes much work. */
function isLinear(counter: StepCounter, text: (length: number) => string): boolean {
  const { steps } = counter.search(text(SHORT));
  if (steps < 48 * SHORT) return true;
  if (steps === Number.POSITIVE_INFINITY) return false;
  // Bounded repetitions look like squares as long as the text is not much longer than the bound.
  const [shorter, longer] = [4 * SHORT, 16 * SHORT].map((length) => counter.search(text(length)).steps);
  return (longer ?? 0) < MAX_GROWTH * (shorter ?? 0);
}

it('finds the patterns of the source', () => {
  expect(all.length).toBeGreaterThan(30);
  expect(Object.keys(bounded).filter((name) => !all.some((each) => each.name === name))).toEqual([]);
});

/** Texts from all combinations of a pattern's pieces, or a part of them to limit the time; `fuzz` tries the others. */
function textsOf({ beginnings, repeated, ends }: Pieces): ((length: number) => string)[] {
  const texts = beginnings.flatMap((beginning) =>
    repeated.flatMap((each) => ends.map((end) => (length: number) => textOf(beginning, each, end, length))),
  );
  const stride = Math.ceil(texts.length / 250);
  return texts.filter((_, index) => index % stride === 0);
}

describe('a pattern is linear in the length of its text', () => {
  it.each(all)('$name', ({ name, counter, pieces }) => {
    const longest = bounded[name];
    for (const text of textsOf(pieces)) {
      if (longest === undefined) must(isLinear(counter, text), 'not linear', name, text(1));
      else expect(counter.search(text(longest)).steps).toBeLessThan(2 * longest ** 2);
    }
  });
});

it('detects a non-linear pattern', () => {
  for (const pattern of [/\s+$/, /(?:a+)+b/, /,.*;/, /(?:\w|\d)+$/, /^(?:.*,){3}x/, /"(?:[^"]|\\")*;/]) {
    const counter = new StepCounter(pattern);
    const texts = textsOf(piecesOf(pattern));
    expect(
      texts.every((text) => isLinear(counter, text)),
      `${pattern}`,
    ).toBe(false);
  }
});

const anyPattern = fc.constantFrom(...all);
const anyPieces = anyPattern.chain(({ pattern, counter, name, pieces }) => {
  const pieceOf = (texts: readonly string[]) => fc.constantFrom(...texts, '');
  const repeated = fc.array(fc.constantFrom(...pieces.repeated), { minLength: 1, maxLength: 4 });
  return fc.record({
    name: fc.constant(name),
    pattern: fc.constant(pattern),
    counter: fc.constant(counter),
    beginning: fc.array(pieceOf(pieces.beginnings), { maxLength: 2 }).map((texts) => texts.join('')),
    repeated: repeated.map((texts) => texts.join('')),
    end: pieceOf(pieces.ends),
  });
});

fuzz(
  'patterns: linear',
  fc.property(anyPieces, ({ name, counter, beginning, repeated, end }) => {
    if (bounded[name] !== undefined) return;
    must(
      isLinear(counter, (length) => textOf(beginning, repeated, end, length)),
      'not linear',
      name,
      beginning,
      repeated,
      end,
    );
  }),
);

fuzz(
  'patterns: the same matches as the real ones',
  fc.property(anyPieces, fc.integer({ min: 1, max: 40 }), fc.string({ maxLength: 5 }), (pieces, length, more) => {
    const { pattern, counter, beginning, repeated, end } = pieces;
    const text = textOf(beginning, repeated, `${end}${more}`, length);
    const flags = pattern.flags.includes('g') ? pattern.flags : `${pattern.flags}g`;
    const real = [...text.matchAll(new RegExp(pattern.source, flags))].map(({ index, 0: match }) => [
      index,
      index + match.length,
    ]);
    const expected = pattern.flags.includes('g') ? real : real.slice(0, 1);
    const { matches } = counter.search(text);
    must(JSON.stringify(matches) === JSON.stringify(expected), 'other matches', `${pattern}`, text, matches, expected);
  }),
);
