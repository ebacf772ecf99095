import type { Vendor } from '../definition/vendor.js';
import { type Mention, nearestTo, onLine, statusMentions, vendorMentions } from './hints.js';
import { type Word, wordsIn } from './words.js';

/** A part of a text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Whether a position is in a part of a text. */
export const isIn = ({ start, end }: Span, position: number) => position >= start && position < end;

/** A typed or pasted text, and what it mentions. */
export interface Input {
  /** The text. The parts that recognizers have read are blank. */
  readonly text: string;
  readonly words: readonly Word[];
  /** Whether it is a question of a few words, in which every word matters, and not a log. */
  readonly isTyped: boolean;
  /** All vendors that the text mentions. */
  readonly mentions: readonly Mention<Vendor>[];
  /** The vendor that the line of a position mentions outside `document`. */
  vendorOnLine(position: number, document?: Span): Vendor | undefined;
  /** The vendor that a part of the text is about, if the text mentions one outside `document`. */
  vendorAt(position: number, document?: Span): Vendor | undefined;
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
  const mentions = vendorMentions(text);
  const outside = (document: Span | undefined) =>
    document === undefined ? mentions : mentions.filter(({ start }) => !isIn(document, start));
  const vendorOnLine = (position: number, document?: Span) =>
    nearestTo(onLine(text, outside(document), position), position);
  const statuses = statusMentions(text);
  return {
    text,
    words,
    isTyped: words.length <= MAX_TYPED_WORDS && !HAS_STRUCTURE.test(text.trim()),
    mentions,
    vendorOnLine,
    vendorAt: (position, document) => vendorOnLine(position, document) ?? nearestTo(outside(document), position),
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
export function without(input: Input, parts: readonly Span[]): Input {
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
