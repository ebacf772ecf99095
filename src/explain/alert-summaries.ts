import type { AlertLabels } from './alert-labels.js';
import { type Alert, alerts } from './alerts.js';
import type { Span } from './input.js';

/** The part of a firing alert that a template of its summary prints. */
type Part = 'service' | 'vendor' | 'code' | 'share';

const TEMPLATE = /\{\{([^{}]*)\}\}/g;
const PARTS: Readonly<Record<string, Part>> = {
  '$labels.job': 'service',
  '$labels.vendor_api_name': 'vendor',
  '$labels.vendor_api_error_code': 'code',
};

/** The words for a part that is not known. Every share is the share of the calls or messages that failed. */
const GENERAL: Readonly<Record<Part, string>> = {
  service: 'the service',
  vendor: 'the vendor',
  code: '',
  share: 'many',
};

const partOf = (template: string): Part => PARTS[template.trim()] ?? 'share';

/** The summary of a shipped alert as a sentence about the labels. */
export function summarize({ summary }: Alert, labels: AlertLabels): string {
  const text = summary.replace(TEMPLATE, (_, template: string) => {
    const part = partOf(template);
    return (part === 'share' ? undefined : labels[part]) ?? GENERAL[part];
  });
  return text.replace(' ()', '').replace(/^many\b/, 'Many');
}

const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The summaries of firing alerts. Its groups are the parts in their order. */
function formOf({ summary }: Alert): RegExp {
  const literals = summary.split(/\{\{[^{}]*\}\}/).map(literally);
  return new RegExp(`(?<![^\\s"'(*>])${literals.join(String.raw`([^\s()"'*<>\\]{1,200})`)}`, 'g');
}

/** The shipped alerts with the forms of their summaries. */
export const summaryForms = alerts.map((alert) => ({
  alert,
  form: formOf(alert),
  parts: [...alert.summary.matchAll(TEMPLATE)].map(([, template = '']) => partOf(template)),
}));

/** A summary in a text. */
export interface FoundSummary extends Span {
  /** The name of the alert. */
  readonly name: string;
  readonly labels: AlertLabels;
  readonly summary: string;
}

/** The summaries of shipped alerts in a text. */
export function summariesIn(text: string): readonly FoundSummary[] {
  return summaryForms.flatMap(({ alert, form, parts }) =>
    [...text.matchAll(form)].map(({ 0: summary, index, ...groups }) => {
      const values = parts.map((part, position) => [part, groups[position + 1]] as const);
      const labels: AlertLabels = Object.fromEntries(values.filter(([part]) => part !== 'share'));
      return { name: alert.name, labels, summary, start: index, end: index + summary.length };
    }),
  );
}
