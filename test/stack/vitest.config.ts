import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// `npm run test:stack`: against real servers, which the default suite does not start. Hence the ending of its own.
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    include: ['test/stack/**/*.stack.ts'],
    globalSetup: ['test/support/build.ts', 'test/stack/running-stack.ts'],
    // One after the other: a machine of two cores has the servers to run as well.
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
});
