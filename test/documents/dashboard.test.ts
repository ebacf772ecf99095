import { expect, it } from 'vitest';
import { build } from '../../examples/observability/grafana/dashboard.js';

// `npm run docs` writes what this compares.
it('the dashboard is the one that its source builds', async () => {
  const text = `${JSON.stringify(build(), null, 2)}\n`;
  await expect(text).toMatchFileSnapshot('../../examples/observability/grafana/vendor-errors.json');
});
