import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { failureTable } from '../failures/table.js';

const README = '../../README.md';

/** A text with what stands between two comments (`<!-- name -->`, `<!-- /name -->`) replaced. */
function withBlock(document: string, name: string, content: string): string {
  const block = new RegExp(`(<!-- ${name} -->\n).*?(<!-- /${name} -->)`, 's');
  expect(document).toMatch(block);
  return document.replace(block, (_, begin, end) => `${begin}\n${content}\n${end}`);
}

// `npm run docs` writes what this compares.
it('README has the table of failures that the tests go by', async () => {
  const readme = await readFile(new URL(README, import.meta.url), 'utf8');
  await expect(withBlock(readme, 'failures', failureTable())).toMatchFileSnapshot(README);
});
