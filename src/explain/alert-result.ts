import type { Alert } from './alerts.js';
import type { AlertResult } from './answer.js';
import { firstStepOfCategory } from './first-steps.js';

const FOR_UNKNOWN_CODES =
  'Read vendor_api.error.native_code on a span or log event of the error, and look the code up.';
const FOR_ALL = 'Explain the codes that the alert lists, the most frequent one first.';

/** An alert, and what to do first when it fires. */
export function alertResult(alert: Alert): AlertResult {
  const steps = alert.categories.map((category) => firstStepOfCategory[category]);
  const otherwise = alert.isAboutUnknownCodes ? FOR_UNKNOWN_CODES : FOR_ALL;
  return { kind: 'alert', ...alert, firstStep: steps.length > 0 ? steps.join(' ') : otherwise };
}
