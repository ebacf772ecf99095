import { AXIOS, FETCH_ONLY, LINES } from './common.mjs';

const VERCEL = {
  '@vercel/otel': '2.1.3',
  '@opentelemetry/api': '1.9.1',
  '@opentelemetry/api-logs': '0.223.0',
  '@opentelemetry/exporter-metrics-otlp-http': '0.223.0',
  '@opentelemetry/instrumentation': '0.223.0',
  '@opentelemetry/resources': '2.12.1',
  '@opentelemetry/sdk-logs': '0.223.0',
  '@opentelemetry/sdk-metrics': '2.12.1',
  '@opentelemetry/sdk-trace-base': '2.12.1',
};

const REACT = { react: '19.3.1', 'react-dom': '19.3.1' };

const NEXT = {
  nodes: ['node20.19', 'node24', 'node26'],
  env: { NEXT_TELEMETRY_DISABLED: '1' },
  steps: ['node node_modules/next/dist/bin/next build'],
  start: 'node node_modules/next/dist/bin/next start --hostname 127.0.0.1 --port {PORT}',
  stop: 'SIGTERM',
};

/** The route and the middleware run in a sandbox each. */
const EDGE_WARNINGS = ['VENDOR_ERRORS_NOT_NODE', 'VENDOR_ERRORS_NOT_NODE'];

export default [
  {
    name: 'vercel',
    recipe: '@vercel/otel',
    project: 'vercel',
    title: '@vercel/otel',
    packages: { ...AXIOS, ...VERCEL },
    nodes: ['node20.19', 'node24', 'node26'],
    start: 'node --import ./instrumentation.mjs app.mjs',
    expected: { traceparents: 0 },
    isQuick: true,
  },
  ...[
    ['15', '15.5.29', 0],
    ['16', '16.4.6', 143],
  ].flatMap(([major, version, exit]) => [
    {
      ...NEXT,
      name: `next-${major}`,
      isQuick: major === '16',
      recipe: major === '16' ? 'Next.js with NodeSDK' : undefined,
      project: 'next',
      title: `Next.js ${major}, NodeSDK`,
      packages: { ...AXIOS, ...REACT, ...LINES.A, next: version },
      expected: { spans: FETCH_ONLY, traceparents: 0, exit },
    },
    {
      ...NEXT,
      name: `next-${major}-vercel`,
      recipe: major === '16' ? 'Next.js with @vercel/otel' : undefined,
      project: 'next-vercel',
      title: `Next.js ${major}, @vercel/otel`,
      packages: { ...AXIOS, ...REACT, ...VERCEL, next: version },
      expected: { traceparents: 0, requests: 0, errors: 0, exit },
    },
    {
      ...NEXT,
      name: `next-${major}-edge`,
      isQuick: major === '16',
      project: 'next-edge',
      title: `Next.js ${major}, an edge route and a middleware`,
      packages: { ...REACT, '@opentelemetry/api': '1.9.1', next: version },
      nodes: ['node24'],
      clients: ['fetch'],
      expected: { spans: 0, requests: 0, errors: 0, exit, warnings: EDGE_WARNINGS },
    },
  ]),
];
