import { AUTO, FETCH_ONLY, HOOK, JOINS, onBothLines, PLUGIN } from './common.mjs';

const TWICE = 'the loader hook patches `node:http` twice, with or without the plugin';

/** OpenTelemetry's instrumentation of node:http patches it for `require` and once more for `import`. */
const HOOK_PATCHES_TWICE = {
  note: TWICE,
  expected: { spans: { fetch: 1, axios: 2, http: 2 }, traceparents: 1, mayWarn: ['VENDOR_ERRORS_DOUBLE_TRACING'] },
};

export default [
  ...onBothLines({
    name: 'node-sdk',
    recipe: 'NodeSDK',
    recipeNote:
      'The loader hook is for spans of `node:http` in ES modules. With OpenTelemetry 3.x, leave it out if your application ' +
      'or one of its packages also loads `node:http` with `require`, as axios does: each call would have two spans.',
    project: 'node-sdk',
    title: 'NodeSDK, `[auto, plugin]`, ES modules',
    onB: HOOK_PATCHES_TWICE,
    start: `node --import ./instrumentation.mjs ${HOOK} app.mjs`,
    isQuick: true,
  }),
  ...onBothLines({
    name: 'node-sdk-without-hook',
    project: 'node-sdk',
    title: 'NodeSDK, `[auto, plugin]`, ES modules without the loader hook',
    start: 'node --import ./instrumentation.mjs app.mjs',
  }),
  ...onBothLines({
    name: 'node-sdk-reversed',
    project: 'node-sdk-reversed',
    title: 'NodeSDK, `[plugin, auto]`, ES modules',
    onB: HOOK_PATCHES_TWICE,
    start: `node --import ./instrumentation.mjs ${HOOK} app.mjs`,
  }),
  ...onBothLines({
    name: 'commonjs',
    recipe: 'NodeSDK, CommonJS',
    project: 'commonjs',
    title: 'NodeSDK, `[auto, plugin]`, CommonJS',
    start: 'node --require ./instrumentation.cjs app.cjs',
  }),
  ...onBothLines({
    name: 'commonjs-reversed',
    project: 'commonjs-reversed',
    title: 'NodeSDK, `[plugin, auto]`, CommonJS',
    start: 'node --require ./instrumentation.cjs app.cjs',
    isQuick: true,
  }),
  ...onBothLines({
    name: 'undici-beside',
    project: 'undici-beside',
    title: 'NodeSDK, `HttpInstrumentation` and `UndiciInstrumentation`',
    onB: HOOK_PATCHES_TWICE,
    start: `node --import ./instrumentation.mjs ${HOOK} app.mjs`,
    packages: {
      A: { '@opentelemetry/instrumentation-http': '0.223.0', '@opentelemetry/instrumentation-undici': '0.33.0' },
      B: { '@opentelemetry/instrumentation-http': '0.301.0', '@opentelemetry/instrumentation-undici': '0.34.0' },
    },
  }),
  ...onBothLines({
    name: 'auto-register',
    recipe: "auto-instrumentations' `/register`",
    project: 'auto-register',
    title: "auto-instrumentations' `/register`, then the plugin",
    start: `node --import ${AUTO}/register --import ./vendor-errors.mjs app.cjs`,
    isQuick: true,
  }),
  ...onBothLines({
    name: 'auto-register-after',
    project: 'auto-register',
    title: "the plugin, then auto-instrumentations' `/register`",
    start: `node --import ./vendor-errors.mjs --import ${AUTO}/register app.cjs`,
  }),
  ...onBothLines({
    name: 'register',
    recipe: '`/register`, without code',
    title: "the plugin's `/register`",
    start: `node --import ${PLUGIN}/register app.cjs`,
    isQuick: true,
  }),
  ...onBothLines({
    name: 'register-auto-register',
    title: "the plugin's `/register`, then auto-instrumentations' `/register`",
    expected: JOINS,
    start: `node --import ${PLUGIN}/register --import ${AUTO}/register app.cjs`,
  }),
  ...onBothLines({
    name: 'auto-register-register',
    title: "auto-instrumentations' `/register`, then the plugin's `/register`",
    expected: JOINS,
    start: `node --import ${AUTO}/register --import ${PLUGIN}/register app.cjs`,
  }),
  ...onBothLines({
    name: 'alone',
    recipe: 'NodeSDK without other instrumentations',
    project: 'alone',
    title: 'NodeSDK, the plugin alone',
    start: 'node --import ./instrumentation.mjs app.mjs',
    expected: { spans: FETCH_ONLY },
    isQuick: true,
  }),
  ...onBothLines({
    name: 'metrics-only',
    recipe: 'Metrics without traces',
    project: 'metrics-only',
    title: 'a MeterProvider, no traces',
    start: 'node --import ./instrumentation.mjs app.mjs',
    packages: {
      A: { '@opentelemetry/sdk-metrics': '2.12.1', '@opentelemetry/exporter-metrics-otlp-http': '0.223.0' },
      B: { '@opentelemetry/sdk-metrics': '3.1.1', '@opentelemetry/exporter-metrics-otlp-http': '0.301.0' },
    },
    expected: { spans: 0 },
  }),
  ...onBothLines({
    name: 'ignored-host',
    recipe: 'A host without spans',
    project: 'ignored-host',
    title: 'a host that the instrumentations ignore on purpose',
    onB: {
      note: TWICE,
      expected: { spans: 0, otherSpans: { fetch: 1, axios: 2, http: 2 }, traceparents: 0 },
    },
    start: `node --import ./instrumentation.mjs ${HOOK} app.mjs`,
    expected: { spans: 0, otherSpans: 1 },
  }),
  ...onBothLines({
    name: 'commonjs-beside',
    project: 'commonjs-beside',
    title: "the plugin's `/register` as an ES module, a second plugin in CommonJS",
    start: `node --import ${PLUGIN}/register --require ./vendor-errors.cjs app.cjs`,
  }),
];
