import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

interface Rule {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
}

const { groups }: { groups: readonly { readonly rules: readonly Rule[] }[] } = parse(
  readFileSync(new URL('../prometheus/vendor-errors.rules.yaml', import.meta.url), 'utf8'),
  { merge: true },
);
const rules = groups.flatMap((group) => group.rules);

function number(text: string, pattern: RegExp): number {
  const [, found] = pattern.exec(text) ?? [];
  if (found === undefined) throw new Error(`The rules have no ${pattern} in: ${text}`);
  return Number(found);
}

const objective = number(
  rules.find(({ record }) => record === 'vendor_api:objective:ratio')?.expr ?? '',
  /^vector\((.+)\)$/,
);

/** The threshold of an alert, read from its rule, so that colors and alerts agree. */
export function thresholdOf(alert: string): number {
  const expr = rules.find((rule) => rule.alert === alert)?.expr ?? '';
  if (!expr.includes('objective')) return number(expr, /> ([\d.]+)/);
  const factor = expr.includes('*') ? number(expr, /> ([\d.]+) \* \(1 - scalar/) : 1;
  return Number((factor * (1 - objective)).toFixed(6));
}
