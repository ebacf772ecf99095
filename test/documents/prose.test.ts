import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { comments, sourceFiles, testTitles } from './prose.js';

const { rules } = parse(readFileSync(new URL('../../prose-rules.yml', import.meta.url), 'utf8')) as {
  readonly rules: readonly { readonly pattern: string; readonly expected: string }[];
};
const patterns = rules.map(({ pattern, expected }) => ({ pattern: new RegExp(pattern.slice(1, -1)), expected }));

/** The matches of prose-rules.yml, without code in backticks. */
function problemsIn(text: string): string[] {
  const prose = text.replace(/`[^`]*`/g, '`…`');
  return patterns.flatMap(({ pattern, expected }) => {
    const [match] = pattern.exec(prose) ?? [];
    return match === undefined ? [] : [`${match} => ${expected}, in: ${text}`];
  });
}

describe('prose-rules.yml', () => {
  it.each(sourceFiles)('has no match in the comments of %s', (file) => {
    expect(comments(file).flatMap(problemsIn)).toEqual([]);
  });

  it('has no match in the titles of tests', () => {
    expect(sourceFiles.flatMap(testTitles).flatMap(problemsIn)).toEqual([]);
  });

  it('has matches in bad prose', () => {
    expect(problemsIn('Of a wrong one `diag` tells what is right.')).toHaveLength(4);
  });
});
