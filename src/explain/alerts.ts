import rules from '../../examples/observability/prometheus/vendor-errors.rules.yaml';
import { type ErrorCategory, errorCategories } from '../definition/vocabulary.js';

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
  /** Its summary, with placeholders such as `<vendor>` for the values of a case. */
  readonly meaning: string;
  /** `page` or `ticket`. */
  readonly severity: string;
  /** How long the condition has to last before the alert fires: `10m`. */
  readonly delay?: string;
  /** The categories of errors that it is limited to; empty if it applies to all. */
  readonly categories: readonly ErrorCategory[];
  /** Whether it is about native codes that the vendor's table does not contain. */
  readonly isAboutUnknownCodes: boolean;
}

const placeholders: Readonly<Record<string, string>> = {
  '$labels.job': '<service>',
  '$labels.vendor_api_name': '<vendor>',
  '$labels.vendor_api_error_code': '<code>',
  '$labels.vendor_api_error_native_code': '<native code>',
};

/** A summary without the templates of Prometheus: `{{ $value | humanizePercentage }}` becomes `<share>`. */
function withoutTemplates(summary: string): string {
  return summary.replace(/\{\{([^{}]*)\}\}/g, (_, template: string) =>
    template.includes('humanizePercentage') ? '<share>' : (placeholders[template.trim()] ?? '<number>'),
  );
}

function categoriesIn(expression: string): readonly ErrorCategory[] {
  const named = [...expression.matchAll(/vendor_api_error_category=~?"([^"]*)"/g)].flatMap(([, names = '']) =>
    names.split('|'),
  );
  return [...new Set(named)].filter((name): name is ErrorCategory => Object.hasOwn(errorCategories, name));
}

/** The alerts of the shipped rules. */
export const alerts: readonly Alert[] = (rules as { groups: readonly { rules: readonly Rule[] }[] }).groups
  .flatMap((group) => group.rules)
  .flatMap((rule) =>
    rule.alert === undefined
      ? []
      : [
          {
            name: rule.alert,
            meaning: withoutTemplates(rule.annotations?.summary ?? ''),
            severity: rule.labels?.severity ?? '',
            ...(rule.for === undefined ? {} : { delay: rule.for }),
            categories: categoriesIn(rule.expr),
            isAboutUnknownCodes: /native_code="_OTHER"/.test(rule.expr),
          },
        ],
  );

/** The shipped alert with a name, in any case. */
export function findAlert(text: string): Alert | undefined {
  const name = text.toLowerCase().replace(/[^a-z]/g, '');
  return alerts.find((alert) => alert.name.toLowerCase() === name);
}
