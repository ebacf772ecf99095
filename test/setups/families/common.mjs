// What several set-ups have in common.

export const AXIOS = { axios: '1.21.1' };
export const LINES = {
  A: {
    '@opentelemetry/api': '1.9.1',
    '@opentelemetry/sdk-node': '0.223.0',
    '@opentelemetry/auto-instrumentations-node': '0.81.2',
  },
  B: {
    '@opentelemetry/api': '1.10.0',
    '@opentelemetry/sdk-node': '0.301.0',
    '@opentelemetry/auto-instrumentations-node': '0.82.0',
  },
};
export const NODES = { A: ['node20.19', 'node24', 'node26'], B: ['node22.15', 'node24', 'node26'] };
/** Spans of node:http in an ES module need OpenTelemetry's loader hook. */
export const HOOK = '--experimental-loader=@opentelemetry/instrumentation/hook.mjs';
export const PLUGIN = 'opentelemetry-instrumentation-vendor-errors';
export const AUTO = '@opentelemetry/auto-instrumentations-node';
/** Without an instrumentation of node:http nobody makes spans of it. */
export const FETCH_ONLY = { fetch: 1, axios: 0, http: 0 };
/** What `/register` reports if another SDK is there before it. */
export const JOINS = { warnings: ['the plugin uses that SDK'] };

/** A set-up once on each line of OpenTelemetry. */
export function onBothLines({ packages, onB, recipe, ...setup }) {
  return ['A', 'B'].map((line) => ({
    nodes: NODES[line],
    ...setup,
    ...(line === 'A' ? { recipe } : onB),
    name: `${setup.name}-${line.toLowerCase()}`,
    line,
    packages: { ...AXIOS, ...LINES[line], ...packages?.[line] },
  }));
}
