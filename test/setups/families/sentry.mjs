import { AXIOS, JOINS, PLUGIN } from './common.mjs';

const SENTRY = { SENTRY_DSN: 'http://key@127.0.0.1:{SINK}/1' };

/** Sentry takes no metrics of OpenTelemetry, and has a header of its own. */
const WITHOUT_METRICS = { requests: 0, errors: 0, traceparents: 0 };

export default [
  ...[
    ['8', '8.55.2'],
    ['9', '9.47.2'],
    ['10', '10.78.0'],
  ].map(([major, version]) => ({
    name: `sentry-${major}`,
    recipe: major === '10' ? 'Sentry 8 to 10' : undefined,
    project: 'sentry',
    title: `Sentry ${major}`,
    packages: { ...AXIOS, '@sentry/node': version },
    nodes: ['node20.19', 'node24', 'node26'],
    start: 'node --import ./instrument.mjs app.mjs',
    env: SENTRY,
    note: major === '10' ? undefined : 'its loader hook patches `node:http` twice, with or without the plugin',
    expected: {
      ...WITHOUT_METRICS,
      ...(major === '10' ? {} : { spans: { fetch: 1, axios: 2, http: 2 }, mayWarn: ['VENDOR_ERRORS_DOUBLE_TRACING'] }),
    },
    isQuick: major === '10',
  })),
  {
    name: 'register-sentry-10',
    project: 'sentry-alone',
    title: "the plugin's `/register`, then Sentry 10",
    packages: { ...AXIOS, '@sentry/node': '10.78.0' },
    nodes: ['node20.19', 'node24', 'node26'],
    start: `node --import ${PLUGIN}/register --import ./instrument.mjs app.mjs`,
    env: SENTRY,
    expected: { ...WITHOUT_METRICS, ...JOINS },
  },
  {
    name: 'sentry-11',
    recipe: 'Sentry 11',
    project: 'sentry-11',
    title: 'Sentry 11',
    packages: { ...AXIOS, '@sentry/node': '11.12.0' },
    nodes: ['node20.19', 'node24', 'node26'],
    start: 'node --import ./instrument.mjs app.mjs',
    env: SENTRY,
    note: 'attributes on the spans of fetch; those of `node:http` are not made through OpenTelemetry',
    expected: { ...WITHOUT_METRICS, attributes: ['fetch'] },
    isQuick: true,
  },
];
