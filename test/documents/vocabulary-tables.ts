import { errorCategories, normalizedCodes } from '../../src/definition/vocabulary.js';
import { table } from './table.js';

/** The categories and the normalized codes, as Markdown. */
export function vocabularyTables(): string {
  const categories = Object.entries(errorCategories).map(([name, meaning]) => [`\`${name}\``, meaning]);
  const codes = Object.entries(normalizedCodes).map(([code, { category, meaning }]) => [
    `\`${code}\``,
    `\`${category}\``,
    meaning,
  ]);
  return [
    '## Categories',
    table(['category', 'meaning'], categories),
    '## Codes',
    table(['code', 'category', 'meaning'], codes),
  ].join('\n\n');
}
