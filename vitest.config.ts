import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { yamlModules } from './yaml-modules.config.ts';

const source = (path: string) => fileURLToPath(new URL(`src/${path}`, import.meta.url));

export default defineConfig({
  plugins: [yamlModules],
  resolve: {
    // The examples import the package by its name; in tests that is the source.
    alias: [
      { find: /^opentelemetry-instrumentation-vendor-errors$/, replacement: source('index.ts') },
      { find: /^opentelemetry-instrumentation-vendor-errors\/testing$/, replacement: source('testing.ts') },
    ],
  },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/support/build.ts',
    // OpenTelemetry's global providers are one per process, so each file needs a process of its own.
    pool: 'forks',
    testTimeout: 15_000,
  },
});
