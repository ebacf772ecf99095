import { AXIOS, HOOK, LINES } from './common.mjs';

/** Deno does not load the file that gives the vendor's name to this machine. */
const WITHOUT_NAMES = {
  NODE_OPTIONS: '',
  VENDOR_HOST: '127.0.0.1',
  OTHER_HOST: '127.0.0.1',
  OTEL_VENDOR_ERRORS_HOSTS: 'linq=127.0.0.1:{VENDOR},linq=127.0.0.1:2',
  DENO_NO_UPDATE_CHECK: '1',
};

export default [
  {
    name: 'fastify',
    recipe: 'Fastify',
    project: 'fastify',
    title: 'Fastify (`@fastify/otel`)',
    packages: { ...AXIOS, ...LINES.A, '@fastify/otel': '0.21.2', fastify: '5.12.8' },
    nodes: ['node20.19', 'node24', 'node26'],
    start: `node --import ./instrumentation.mjs ${HOOK} app.mjs`,
  },
  {
    name: 'nest',
    project: 'nest',
    title: 'NestJS',
    packages: {
      ...AXIOS,
      ...LINES.A,
      '@nestjs/common': '12.5.1',
      '@nestjs/core': '12.5.1',
      '@nestjs/platform-express': '12.5.1',
      'reflect-metadata': '0.2.2',
      rxjs: '7.8.2',
    },
    nodes: ['node20.19', 'node24', 'node26'],
    start: `node --import ./instrumentation.mjs ${HOOK} app.mjs`,
  },
  {
    name: 'deno',
    project: 'deno',
    title: 'Deno 2.9',
    packages: { ...AXIOS, ...LINES.A, deno: '2.9.6' },
    nodes: ['node24'],
    start: 'node_modules/@deno/linux-x64-glibc/deno run --allow-all --no-lock --node-modules-dir=manual main.mjs',
    env: WITHOUT_NAMES,
    note: "Deno's own fetch is not followed",
    expected: { spans: { fetch: 0, axios: 1, http: 1 }, requests: 6, errors: 4, warnings: ['VENDOR_ERRORS_RUNTIME'] },
  },
];
