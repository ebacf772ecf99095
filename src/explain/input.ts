import type { Vendor } from '../definition/vendor.js';
import { nearestTo, onLine, statusMentions, vendorMentions } from './hints.js';
import { type Word, wordsIn } from './words.js';

/** A typed or pasted text, and what it mentions. */
export interface Input {
  /** The text. The parts that recognizers have read are blank. */
  readonly text: string;
  readonly words: readonly Word[];
  /** Whether it is a question of a few words, in which every word matters, and not a log. */
  readonly isTyped: boolean;
  /** The vendor that a part of the text is about, if the text mentions one. */
  vendorAt(position: number): Vendor | undefined;
  /** The HTTP status that belongs to a part of the text, if the text contains one. */
  statusAt(start: number, end: number): number | undefined;
}

const MAX_TYPED_WORDS = 8;
/** Several lines, or a JSON object. */
const HAS_STRUCTURE = /\n|\{[^{}]*:/;
/** The limit on the distance of a status, because a status further above belongs to something else. */
const MAX_STATUS_DISTANCE = 500;

/** Reads a text once. */
export function readInput(text: string): Input {
  const words = wordsIn(text);
  const vendors = vendorMentions(text);
  const statuses = statusMentions(text);
  return {
    text,
    words,
    isTyped: words.length <= MAX_TYPED_WORDS && !HAS_STRUCTURE.test(text.trim()),
    vendorAt: (position) => nearestTo(onLine(text, vendors, position), position) ?? nearestTo(vendors, position),
    statusAt(start, end) {
      const near = statuses.filter((each) => each.start >= start - MAX_STATUS_DISTANCE && each.start < end);
      return (
        nearestTo(onLine(text, statuses, start), start) ??
        near.findLast((each) => each.start <= start)?.value ??
        near[0]?.value
      );
    },
  };
}

/** The input without the parts that were read. Its length is unchanged, so that positions stay valid. */
export function without(input: Input, parts: readonly { readonly start: number; readonly end: number }[]): Input {
  const kept: string[] = [];
  let position = 0;
  for (const { start, end } of parts.toSorted((a, b) => a.start - b.start)) {
    if (end <= position) continue;
    kept.push(
      input.text.slice(position, start),
      input.text.slice(Math.max(position, start), end).replace(/[^\n]/g, ' '),
    );
    position = end;
  }
  const text = kept.join('') + input.text.slice(position);
  return { ...input, text, words: wordsIn(text) };
}
