import { defineConfig, type UserConfig } from 'tsdown';
import { yamlModules } from './yaml-modules.config.ts';

const common: UserConfig = { platform: 'node', target: 'node20.19', logLevel: 'error' };
const undici = ['#undici-instrumentation', '@opentelemetry/instrumentation-undici'];

export default defineConfig([
  {
    ...common,
    entry: { index: 'src/index.ts', register: 'src/register.ts', testing: 'src/testing.ts' },
    format: 'esm',
    deps: { neverBundle: undici },
    dts: true,
    clean: true,
  },
  {
    ...common,
    entry: {
      index: 'src/index.ts',
      register: 'src/register/require.ts',
      'register-main': 'src/register/main.ts',
      testing: 'src/testing.ts',
    },
    format: 'cjs',
    deps: { neverBundle: undici },
    dts: true,
    clean: false,
  },
  // A build of its own: the command must not share a file with what imports OpenTelemetry.
  { ...common, entry: { cli: 'src/cli.ts' }, format: 'esm', dts: false, clean: false, plugins: [yamlModules] },
  {
    entry: { edge: 'src/edge.ts' },
    platform: 'neutral',
    fixedExtension: true,
    target: 'es2022',
    logLevel: 'error',
    format: ['esm', 'cjs'],
    dts: false,
    clean: false,
  },
  // Included, because npm warns of a peer dependency of its `@opentelemetry/core` beside OpenTelemetry JS 3.x. Of that
  // package it uses the clock only, which is the same file in both lines.
  {
    ...common,
    entry: { 'undici-instrumentation': 'src/spans/undici-instrumentation.ts' },
    alias: { '@opentelemetry/core': '@opentelemetry/core/build/esm/common/time' },
    banner: '/*! Contains @opentelemetry/instrumentation-undici. Copyright The OpenTelemetry Authors, Apache-2.0 */',
    format: 'cjs',
    dts: false,
    clean: false,
  },
]);
