import { AXIOS } from './common.mjs';

const DATADOG = {
  DD_TRACE_AGENT_URL: 'http://127.0.0.1:{SINK}',
  DD_INSTRUMENTATION_TELEMETRY_ENABLED: 'false',
  DD_REMOTE_CONFIGURATION_ENABLED: 'false',
  DD_METRICS_OTEL_ENABLED: 'true',
};

const DD_NOTE =
  'dd-trace makes its spans without OpenTelemetry, so the plugin makes those of fetch. The spans of `node:http` and ' +
  'axios stay without attributes; metrics, hooks and log events work for all clients. dd-trace needs version 1.9 of ' +
  'the API: `npm install @opentelemetry/api@1.9`.';

const NEW_RELIC_NOTE =
  'The agent makes its spans without OpenTelemetry, so the plugin makes those of fetch, through the OpenTelemetry ' +
  'bridge of the agent. The spans of `node:http` and axios stay without attributes.';

export default [
  {
    name: 'dd-trace',
    isQuick: true,
    project: 'dd-trace',
    title: 'dd-trace 6',
    recipe: 'dd-trace 6',
    recipeNote: DD_NOTE,
    packages: { ...AXIOS, 'dd-trace': '6.21.0' },
    nodes: ['node24', 'node26'],
    start: 'node --require ./instrumentation.cjs app.cjs',
    recipeEnv: { DD_METRICS_OTEL_ENABLED: 'true' },
    env: DATADOG,
    note: 'attributes on the spans of fetch; those of `node:http` are not made through OpenTelemetry',
    expected: { attributes: ['fetch'] },
  },
  {
    name: 'fresh-dd-trace',
    project: 'dd-trace',
    title: 'dd-trace 6, installed together with the plugin',
    packages: { ...AXIOS, 'dd-trace': '6.21.0' },
    isFresh: true,
    nodes: ['node24', 'node26'],
    start: 'node --require ./instrumentation.cjs app.cjs',
    env: DATADOG,
    note: 'npm installs two copies of the API; the warning has the command that fixes it',
    expected: {
      spans: { fetch: 0, axios: 1, http: 1 },
      attributes: false,
      requests: 0,
      errors: 0,
      warnings: ['VENDOR_ERRORS_TWO_API_COPIES'],
    },
  },
  {
    name: 'newrelic',
    project: 'newrelic',
    title: 'newrelic 14',
    recipe: 'newrelic 14',
    recipeNote: NEW_RELIC_NOTE,
    packages: { ...AXIOS, newrelic: '14.5.1' },
    nodes: ['node24', 'node26'],
    start: 'node --require ./instrumentation.cjs app.cjs',
    warmUp: 2000,
    recipeEnv: { NEW_RELIC_OPENTELEMETRY_ENABLED: 'true', NEW_RELIC_INSTRUMENTATION_UNDICI_ENABLED: 'false' },
    note: 'attributes on the spans of fetch; those of `node:http` are not made through OpenTelemetry',
    expected: { attributes: ['fetch'] },
    env: {
      NEW_RELIC_APP_NAME: 'service',
      NEW_RELIC_LICENSE_KEY: '0123456789012345678901234567890123456789',
      NEW_RELIC_HOST: '127.0.0.1',
      NEW_RELIC_PORT: '{SECURE_SINK}',
      NEW_RELIC_OPENTELEMETRY_ENABLED: 'true',
      NEW_RELIC_INSTRUMENTATION_UNDICI_ENABLED: 'false',
      NEW_RELIC_OPENTELEMETRY_METRICS_EXPORT_INTERVAL: '1000',
      NEW_RELIC_OPENTELEMETRY_METRICS_EXPORT_TIMEOUT: '500',
      NEW_RELIC_LOG: 'stdout',
      FLUSH_MS: '5000',
      NEW_RELIC_UTILIZATION_DETECT_AWS: 'false',
      NEW_RELIC_UTILIZATION_DETECT_AZURE: 'false',
      NEW_RELIC_UTILIZATION_DETECT_AZUREFUNCTION: 'false',
      NEW_RELIC_UTILIZATION_DETECT_DOCKER: 'false',
      NEW_RELIC_UTILIZATION_DETECT_GCP: 'false',
      NEW_RELIC_UTILIZATION_DETECT_KUBERNETES: 'false',
      NEW_RELIC_UTILIZATION_DETECT_PCF: 'false',
    },
  },
];
