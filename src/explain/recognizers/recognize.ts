import { type Input, without } from '../input.js';
import { withoutQuantities } from '../quantities.js';
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

/** The recognizers in their order. The parts that one has read are blank for the next ones. */
const ofWholeTexts: readonly Recognizer[] = [labels, wholeName, har, httpMessage, body, knownText, network];
/** The recognizers of single words and numbers. They do not see durations, ports and other quantities. */
const ofWords: readonly Recognizer[] = [vendorCode, labelledCode, mentionedNames];

/** The maximum number of answers. */
const MAX_QUESTIONS = 500;

/** All questions in a text, in its order. */
export function recognize(input: Input): readonly Question[] {
  const findings: Finding[] = [];
  let rest = input;
  const read = (recognizer: Recognizer) => {
    const found = recognizer(rest);
    findings.push(...found);
    if (found.length > 0) rest = without(rest, found);
  };
  ofWholeTexts.forEach(read);
  rest = withoutQuantities(rest);
  ofWords.forEach(read);
  // Nearly every log contains HTTP statuses, so a status applies only if nothing else was found.
  const all = findings.length > 0 ? findings : status(withoutQuantities(input));
  return all
    .toSorted((a, b) => a.start - b.start)
    .slice(0, MAX_QUESTIONS)
    .map(({ question }) => question);
}
