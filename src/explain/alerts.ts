import rules from '../../examples/observability/prometheus/vendor-errors.rules.yaml';
import { type ErrorCategory, errorCategories } from '../definition/vocabulary.js';
import { alertGuides } from './alert-guides.js';

interface Rule {
  readonly alert?: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels?: { readonly severity?: string };
  readonly annotations?: { readonly summary?: string };
}

/** An alert of the shipped rules. */
export interface Alert {
  readonly name: string;
  /** Its meaning for any service and vendor. */
  readonly meaning: string;
  /** Its summary, with the templates of Prometheus. */
  readonly summary: string;
  /** `page` or `ticket`. */
  readonly severity: string;
  /** How long the condition has to last before the alert fires: `10m`. */
  readonly delay?: string;
  /** The categories of errors that it is limited to; empty if it applies to all. */
  readonly categories: readonly ErrorCategory[];
  /** Whether it is about native codes that the vendor's table does not contain. */
  readonly isAboutUnknownCodes: boolean;
  readonly checks: readonly string[];
  /** When it resolves by itself. */
  readonly resolves: string;
}

function categoriesIn(expression: string): readonly ErrorCategory[] {
  const named = [...expression.matchAll(/vendor_api_error_category=~?"([^"]*)"/g)].flatMap(([, names = '']) =>
    names.split('|'),
  );
  return [...new Set(named)].filter((name): name is ErrorCategory => Object.hasOwn(errorCategories, name));
}

function alertsOf(rule: Rule): readonly Alert[] {
  const guide = alertGuides[rule.alert ?? ''];
  if (rule.alert === undefined || guide === undefined) return [];
  return [
    {
      ...guide,
      name: rule.alert,
      summary: rule.annotations?.summary ?? '',
      severity: rule.labels?.severity ?? '',
      ...(rule.for === undefined ? {} : { delay: rule.for }),
      categories: categoriesIn(rule.expr),
      isAboutUnknownCodes: /native_code="_OTHER"/.test(rule.expr),
    },
  ];
}

/** The alerts of the shipped rules. */
export const alerts: readonly Alert[] = (rules as { groups: readonly { rules: readonly Rule[] }[] }).groups
  .flatMap((group) => group.rules)
  .flatMap(alertsOf);

/** The shipped alert with a name, in any case. */
export function findAlert(text: string): Alert | undefined {
  const name = text.toLowerCase().replace(/[^a-z]/g, '');
  return alerts.find((alert) => alert.name.toLowerCase() === name);
}
