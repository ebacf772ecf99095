import { statusMentions } from '../hints.js';
import { isStatus } from '../http-statuses.js';
import type { Finding } from '../question.js';
import type { Recognizer } from './recognizer.js';

/** An HTTP status, if the text contains nothing more specific. */
export const status: Recognizer = (input) => {
  const typed = input.isTyped
    ? input.words.flatMap(({ text, start }) =>
        /^\d{3}$/.test(text) && isStatus(Number(text)) ? [{ value: Number(text), start }] : [],
      )
    : [];
  const mentions = [...statusMentions(input.text), ...typed];
  // A log of a failed call also contains responses to other calls.
  const errors = mentions.filter(({ value }) => value >= 400);
  const found = errors.length > 0 ? errors : mentions.slice(0, 1);
  return found.map(
    ({ value, start }): Finding => ({
      start,
      end: start,
      question: { kind: 'status', status: value, vendor: input.vendorAt(start) },
    }),
  );
};
