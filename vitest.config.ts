import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // The tests of the API's global providers each need a process of their own.
    pool: 'forks',
    testTimeout: 15_000,
  },
});
