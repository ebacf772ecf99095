import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';

const PAGE = '../../docs/setups.md';

/** What is used of the set-ups' own code, which is JavaScript without types. */
interface Page {
  readonly recipes: () => string;
  readonly withBlock: (text: string, name: string, content: string) => string;
}

// `npm run docs` writes what this compares.
it('docs/setups.md has the files and commands of the tests of set-ups', async () => {
  const module = new URL('../setups/page.mjs', import.meta.url).href;
  const { recipes, withBlock }: Page = await import(module);
  const page = await readFile(new URL(PAGE, import.meta.url), 'utf8');
  await expect(withBlock(page, 'recipes', recipes())).toMatchFileSnapshot(PAGE);
});
