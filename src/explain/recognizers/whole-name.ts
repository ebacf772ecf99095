import { findAlert } from '../alerts.js';
import { named } from '../named.js';
import { findVendor } from '../names.js';
import type { Question } from '../question.js';
import { findTelemetryName } from '../telemetry-names.js';
import type { Recognizer } from './recognizer.js';

function questionAbout(name: string): Question | undefined {
  if (named(name).length > 0) return { kind: 'name', name };
  const alert = findAlert(name);
  if (alert !== undefined) return { kind: 'alert', firing: { name: alert.name, labels: {}, listed: [] } };
  const telemetry = findTelemetryName(name);
  return telemetry === undefined ? undefined : { kind: 'telemetry', telemetry };
}

/** A vendor and a code are not two names: they belong together. */
const isNameAlone = (word: string) => /\d|_/.test(word) && findVendor(word) === undefined;

/** A question that is one name: `linq`, `rate limited`, `1007`, `503`; or several: `1007 2007`. */
export const wholeName: Recognizer = ({ text, words, isTyped }) => {
  if (!isTyped) return [];
  const whole = { start: 0, end: text.length };
  const question = questionAbout(words.map((word) => word.text).join(' '));
  if (question !== undefined) return [{ ...whole, question }];
  const several = words.map(({ text: word }) => (isNameAlone(word) ? questionAbout(word) : undefined));
  if (several.some((each) => each === undefined)) return [];
  return several.flatMap((each) => (each === undefined ? [] : [{ ...whole, question: each }]));
};
