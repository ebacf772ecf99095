import { AXIOS, HOOK, LINES } from './common.mjs';

export default [
  {
    name: 'two-apis',
    isQuick: true,
    project: 'two-apis',
    title: 'a monorepo with api 1.9 below the SDK and api 1.10 at the top',
    packages: { ...AXIOS, '@opentelemetry/api': '1.10.0' },
    folders: { telemetry: LINES.A },
    nodes: ['node24'],
    start: 'node --import ./instrumentation.mjs app.cjs',
    expected: { attributes: false, requests: 0, errors: 0, warnings: ['VENDOR_ERRORS_TWO_API_COPIES'] },
  },
  {
    name: 'legacy-peer-deps',
    project: 'node-sdk',
    title: 'installed with `--legacy-peer-deps`',
    packages: { ...AXIOS, ...LINES.A },
    install: '--legacy-peer-deps',
    nodes: ['node24'],
    start: `node --import ./instrumentation.mjs ${HOOK} app.mjs`,
  },
  {
    name: 'yarn-pnp',
    project: 'commonjs',
    title: "installed with yarn 4, Plug'n'Play",
    packages: { ...AXIOS, ...LINES.A },
    isYarn: true,
    nodes: ['node24'],
    start: 'node --require ./.pnp.cjs --require ./instrumentation.cjs app.cjs',
  },
  {
    name: 'typescript-node10',
    isQuick: true,
    project: 'typescript',
    title: 'TypeScript 5, `moduleResolution: node10`',
    packages: { typescript: '5.9.3', '@types/node': '20.19.43', '@opentelemetry/api': '1.9.1' },
    nodes: ['node24'],
    steps: [
      'node_modules/.bin/tsc --noEmit --strict --target es2022 --module commonjs --moduleResolution node10 service.ts',
    ],
  },
];
