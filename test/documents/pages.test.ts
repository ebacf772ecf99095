import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { blocks, withBlocks } from './blocks.js';
import { repository, withRepository } from './links.js';

const pages = [...new Set(blocks.map(({ page }) => page))];

// `npm run docs` writes what these compare.
it.each(pages)('%s matches the tables', async (page) => {
  const path = `../../${page}`;
  const text = await readFile(new URL(path, import.meta.url), 'utf8');
  await expect(withRepository(withBlocks(page, text))).toMatchFileSnapshot(path);
});

it('has one address of the repository, and all others begin with it', async () => {
  const manifest = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'));
  expect(manifest.repository.url).toBe(`git+${repository}.git`);
  expect(manifest.homepage).toBe(`${repository}#readme`);
  expect(manifest.bugs).toEqual({ url: `${repository}/issues` });
});
