import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The files with comments and test titles, relative to the repository. */
export const sourceFiles: readonly string[] = ['src', 'examples', 'test']
  .flatMap((folder) =>
    readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
  )
  .filter((file) => /\.m?ts$|\.mjs$/.test(file) && !file.includes('node_modules'))
  .sort();

function parsed(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(`${root}${file}`, 'utf8'), ts.ScriptTarget.Latest, true);
}

function everyNode(node: ts.Node): readonly ts.Node[] {
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => {
    children.push(child);
  });
  return [node, ...children.flatMap(everyNode)];
}

/** The comments of a file as one line each, without their markers. */
export function comments(file: string): readonly string[] {
  const source = parsed(file);
  const ranges = everyNode(source).flatMap(
    (node) => ts.getLeadingCommentRanges(source.text, node.getFullStart()) ?? [],
  );
  const texts = new Map(ranges.map(({ pos, end }) => [pos, source.text.slice(pos, end)]));
  return [...texts.values()].map((text) =>
    text
      .replace(/^\/\*\*?|\*\/$|^\s*(?:\*|\/\/) ?/gm, '')
      .replace(/\s+/g, ' ')
      .trim(),
  );
}

/** The literal titles of the tests and groups of a file. */
export function testTitles(file: string): readonly string[] {
  return everyNode(parsed(file)).flatMap((node) => {
    if (!ts.isCallExpression(node) || !/^(?:it|describe)\b/.test(node.expression.getText())) return [];
    const [title] = node.arguments;
    return title !== undefined && ts.isStringLiteralLike(title) ? [title.text] : [];
  });
}
