import { type Input, without } from '../input.js';
import type { Finding, Question } from '../question.js';
import { body } from './body.js';
import { har } from './har.js';
import { httpMessage } from './http-message.js';
import { knownText } from './known-text.js';
import { labelledCode } from './labelled-code.js';
import { labels } from './labels.js';
import { mentionedNames } from './mentioned-names.js';
import { network } from './network.js';
import type { Recognizer } from './recognizer.js';
import { status } from './status.js';
import { vendorCode } from './vendor-code.js';
import { wholeName } from './whole-name.js';

/** In this order: what one has read is blank for the next ones. */
const recognizers: readonly Recognizer[] = [
  labels,
  wholeName,
  har,
  httpMessage,
  body,
  knownText,
  network,
  vendorCode,
  labelledCode,
  mentionedNames,
];

/** Nobody reads more answers. */
const MAX_QUESTIONS = 500;

/** Everything in a text that can be explained, in the order of the text. */
export function recognize(input: Input): readonly Question[] {
  const findings: Finding[] = [];
  let rest = input;
  for (const recognizer of recognizers) {
    const found = recognizer(rest);
    findings.push(...found);
    if (found.length > 0) rest = without(rest, found);
  }
  // An HTTP status is part of nearly every log; alone it says little.
  const all = findings.length > 0 ? findings : status(input);
  return all
    .toSorted((a, b) => a.start - b.start)
    .slice(0, MAX_QUESTIONS)
    .map(({ question }) => question);
}
