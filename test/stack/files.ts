import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

/** A file below examples/observability, as a path. */
export function path(file: string): string {
  return fileURLToPath(new URL(`../../examples/observability/${file}`, import.meta.url));
}

/** The same as text. */
export function read(file: string): string {
  return readFileSync(path(file), 'utf8');
}

/** A rule, recording or alerting. */
export interface Rule {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The rules of a rule file. */
export function rulesOf(text: string): Rule[] {
  const { groups }: { groups: { rules: Rule[] }[] } = parse(text, { merge: true });
  return groups.flatMap(({ rules }) => rules);
}
