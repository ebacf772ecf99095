import type { Alert } from './alerts.js';
import type { AlertResult } from './answer.js';
import { firstStepOfCategory } from './first-steps.js';

/** An alert, and what to do first when it fires. */
export function alertResult(alert: Alert): AlertResult {
  const steps = alert.categories.map((category) => firstStepOfCategory[category]);
  return {
    kind: 'alert',
    ...alert,
    firstStep:
      steps.length > 0 ? steps.join(' ') : 'Explain the codes that the alert lists, the most frequent one first.',
  };
}
