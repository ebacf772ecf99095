import { errorCategories } from '../../src/definition/vocabulary.js';
import { vendors } from '../../src/explain/known-codes.js';
import { table } from './table.js';

/** If a code has the name of a category, GitHub numbers its anchor, because the heading of the category comes first. */
export function linkToCode(code: string): string {
  return `[\`${code}\`](#${code in errorCategories ? `${code}-1` : code})`;
}

/** Every code of every vendor, with a link to its heading. */
export function indexPart(): string {
  const tables = vendors.map(({ name, codes }) => {
    const rows = Object.entries(codes).map(([key, { code }]) => [`\`${key}\``, linkToCode(code)]);
    return `### Codes of ${name}\n\n${table(['native code', 'class'], rows)}`;
  });
  return `## Index by vendor and code

\`npx opentelemetry-instrumentation-vendor-errors explain linq 1007\` prints the same on a terminal.

${tables.join('\n\n')}`;
}
