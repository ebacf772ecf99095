import { errorCategories } from '../../src/definition/vocabulary.js';
import { vendors } from '../../src/explain/known-codes.js';
import { table } from './table.js';

/** A code may have the name of a category, whose heading comes first: GitHub then numbers the code's anchor. */
export function linkToCode(code: string): string {
  return `[\`${code}\`](#${code in errorCategories ? `${code}-1` : code})`;
}

/** Every code of every vendor, with the heading that it belongs to. */
export function indexPart(): string {
  const tables = vendors.map(({ name, codes }) => {
    const rows = Object.entries(codes).map(([key, { code }]) => [`\`${key}\``, linkToCode(code)]);
    return `### Codes of ${name}\n\n${table(['native code', 'class'], rows)}`;
  });
  return `## Index by vendor and code

The same on a terminal: \`npx opentelemetry-instrumentation-vendor-errors explain linq 1007\`.

${tables.join('\n\n')}`;
}
