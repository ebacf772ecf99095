import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// `npm run test:stack`: against real servers, which the default suite does not start. Hence the ending of its own.
export default defineConfig({
  root: file('../..'),
  test: {
    include: ['test/stack/**/*.stack.ts'],
    globalSetup: [file('../support/build.ts'), file('running-stack.ts')],
    // One after the other: a machine of two cores has the servers to run as well.
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
});
