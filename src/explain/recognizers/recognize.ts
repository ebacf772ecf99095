import { type Input, without } from '../input.js';
import { withoutQuantities } from '../quantities.js';
import type { Finding, Question } from '../question.js';
import { alert } from './alert.js';
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
/** The recognizers of responses, which a text can contain next to an alert. */
const ofResponses: readonly Recognizer[] = [har, httpMessage, body];
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
  read(alert);
  if (findings.length > 0) {
    // The names, codes and links of an alert belong to it.
    ofResponses.forEach(read);
  } else {
    ofWholeTexts.forEach(read);
    rest = withoutQuantities(rest);
    ofWords.forEach(read);
  }
  // Nearly every log contains HTTP statuses, and every log event of the plugin contains names of attributes, so they
  // apply only if nothing else was found.
  const specific = findings.filter(({ question }) => question.kind !== 'telemetry');
  const all = findings.length > 0 ? findings : status(withoutQuantities(input));
  return (specific.length > 0 ? specific : all)
    .toSorted((a, b) => a.start - b.start)
    .slice(0, MAX_QUESTIONS)
    .map(({ question }) => question);
}
