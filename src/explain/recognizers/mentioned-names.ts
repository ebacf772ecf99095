import type { Input } from '../input.js';
import { findKnown } from '../known-codes.js';
import { named } from '../named.js';
import type { Finding, Question } from '../question.js';
import { findTelemetryName } from '../telemetry-names.js';
import type { Recognizer } from './recognizer.js';

/** Unambiguous names: they have more than one word, so prose does not contain them. */
const UNMISTAKABLE = /^[a-z]+(?:_[a-z]+)+$/i;

/** Long numbers, which only codes of vendors are, in a question. */
const LONG_NUMBER = /^\d{5,}$/;

function questionAbout(word: string, position: number, { vendorAt, isTyped }: Input): Question | undefined {
  if (word === '_OTHER') return { kind: 'other', vendor: vendorAt(position) };
  if (/^vendor_api[._]/.test(word)) {
    const telemetry = findTelemetryName(word);
    return telemetry && { kind: 'telemetry', telemetry };
  }
  if (!UNMISTAKABLE.test(word) && !(isTyped && LONG_NUMBER.test(word))) return undefined;
  const vendor = vendorAt(position);
  if (vendor !== undefined && findKnown(vendor, word) !== undefined)
    return { kind: 'native_code', vendor, nativeCode: word };
  return named(word).length > 0 ? { kind: 'name', name: word } : undefined;
}

/** Names anywhere in a text: attributes, metrics, and codes such as `sandbox_quota_exceeded`. */
export const mentionedNames: Recognizer = (input) =>
  input.words.flatMap(({ text, start, end }): readonly Finding[] => {
    const question = questionAbout(text, start, input);
    return question === undefined ? [] : [{ start, end, question }];
  });
