import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { summaryForms } from '../../../src/explain/alert-summaries.js';
import { formOf } from '../../../src/explain/hints.js';
import { ATTRIBUTE, PAIR } from '../../../src/explain/label-pairs.js';
import { builtInVendors } from '../../../src/vendors/registry.js';

const root = fileURLToPath(new URL('../../../src', import.meta.url));

/** A regular expression of the package. */
export interface Found {
  /** For example `normalize/redact.ts`. */
  readonly file: string;
  readonly pattern: RegExp;
}

/** Patterns that are built at run time, by their files. */
const built: readonly Found[] = [
  ...builtInVendors().map((vendor) => ({ file: 'explain/hints.ts', pattern: formOf(vendor) })),
  ...[PAIR, ATTRIBUTE].map((pattern) => ({ file: 'explain/label-pairs.ts', pattern })),
  ...summaryForms.map(({ form }) => ({ file: 'explain/alert-summaries.ts', pattern: form })),
];

/** The files of the package except the simulator, which reads only what tests send. */
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.startsWith('testing/'))
  .sort();

function patternsOf(file: string): Found[] {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest);
  const found: Found[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      found.push({ file, pattern: new RegExp(node.text.slice(1, end), node.text.slice(end + 1)) });
    }
    const made = (ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression;
    const isBuilt = made && ts.isIdentifier(made) && made.text === 'RegExp';
    if (isBuilt && !built.some((each) => each.file === file)) {
      throw new Error(`${file} builds a regular expression at run time, which this test does not check`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Every regular expression of the package. New ones are found in the source without being listed. */
export const patterns: readonly Found[] = [...files.flatMap(patternsOf), ...built];
