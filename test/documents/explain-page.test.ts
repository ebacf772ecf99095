import { expect, it } from 'vitest';
import { explainPage } from './explain-page.js';

// `npm run docs` writes what this compares.
it('docs/explain.md shows what the command prints', async () => {
  await expect(explainPage()).toMatchFileSnapshot('../../docs/explain.md');
});
