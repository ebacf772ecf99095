import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../../../src', import.meta.url));

/** A regular expression of the package. */
export interface Found {
  /** For example `normalize/redact.ts`. */
  readonly file: string;
  readonly pattern: RegExp;
}

/** The files of the package that run in a user's process; the simulator for tests and the command do not. */
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !/^(?:testing|explain)\//.test(file))
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
    if (made && ts.isIdentifier(made) && made.text === 'RegExp') {
      throw new Error(`${file} makes a regular expression at run time, which nobody can look at before`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Every regular expression of the package, found in its source: a new one is looked at without being listed. */
export const patterns: readonly Found[] = files.flatMap(patternsOf);
