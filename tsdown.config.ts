import { defineConfig, type UserConfig } from 'tsdown';
import { yamlModules } from './yaml-modules.config.js';

const common: UserConfig = { platform: 'node', target: 'node20.19', logLevel: 'error' };

export default defineConfig([
  {
    ...common,
    entry: { index: 'src/index.ts', register: 'src/register.ts', testing: 'src/testing/index.ts' },
    format: ['esm', 'cjs'],
    dts: true,
    clean: true,
  },
  // A build of its own: the command must not share a file with what imports OpenTelemetry.
  { ...common, entry: { cli: 'src/cli.ts' }, format: 'esm', dts: false, clean: false, plugins: [yamlModules] },
]);
