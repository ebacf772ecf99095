import { errorCategories, type NormalizedCode, normalizedCodes } from '../../src/definition/vocabulary.js';
import { statusesOf } from '../../src/explain/http-statuses.js';
import { table } from './table.js';

/** The categories, the normalized codes and the codes of HTTP statuses, as Markdown. */
export function vocabularyTables(): string {
  const categories = Object.entries(errorCategories).map(([name, meaning]) => [`\`${name}\``, meaning]);
  const codes = Object.entries(normalizedCodes).map(([code, { category, meaning }]) => [
    `\`${code}\``,
    `\`${category}\``,
    meaning,
  ]);
  const statuses = (Object.keys(normalizedCodes) as NormalizedCode[]).flatMap((code) =>
    statusesOf(code).map((group) => [group.statuses, `\`${code}\``, group.retryable ? 'yes' : 'no']),
  );
  return [
    '## Categories',
    table(['category', 'meaning'], categories),
    '## Codes',
    table(['code', 'category', 'meaning'], codes),
    '## HTTP statuses',
    "The code of a response whose own code is missing or has no row in the vendor's table:",
    table(['HTTP status', 'code', 'retryable'], statuses),
  ].join('\n\n');
}
