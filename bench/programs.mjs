// @ts-check
// The programs that the benchmarks compare, each with one variant or several.
import { createRequire } from 'node:module';
import { SpanStatusCode, trace } from '@opentelemetry/api';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { linq, VendorErrorsInstrumentation } from 'opentelemetry-instrumentation-vendor-errors';
import { createInstruments, hooksByHand } from './by-hand.mjs';
import { createMeterProvider } from './meter-provider.mjs';

/**
 * One way to call, and what switches it on and off.
 *
 * @typedef {object} Variant
 * @property {(url: string) => Promise<Response>} [call]
 * @property {() => void} [on]
 * @property {() => void} [off]
 */
/** The ports of server.mjs. @typedef {Record<'vendor' | 'byHand' | 'other' | 'agent', number>} Ports */

/** Spans go nowhere: no backend is measured. */
const discard = {
  /** @param {unknown} _spans @param {(result: { code: number }) => void} done */
  export: (_spans, done) => done({ code: 0 }),
  shutdown: async () => {},
};

/** @param {readonly import('@opentelemetry/instrumentation').Instrumentation[]} instrumentations */
function startSdk(instrumentations) {
  const tracerProvider = new NodeTracerProvider({ spanProcessors: [new BatchSpanProcessor(discard)] });
  tracerProvider.register();
  const meterProvider = createMeterProvider();
  registerInstrumentations({ tracerProvider, meterProvider, instrumentations: [...instrumentations] });
  return meterProvider.getMeter('benchmark');
}

/**
 * What people do today: a span around the call, and a clone of the response to read the error from.
 *
 * @param {string} url
 */
function wrappedFetch(url) {
  return trace.getTracer('application').startActiveSpan('call vendor', async (span) => {
    const response = await fetch(url);
    span.setAttribute('vendor.trace_id', response.headers.get('x-trace-id') ?? '');
    if (!response.ok) {
      const { error } = /** @type {{ error: { code: number, message: string } }} */ (await response.clone().json());
      span.setAttributes({ 'vendor.error.code': error.code, 'vendor.error.message': error.message });
      span.setStatus({ code: SpanStatusCode.ERROR });
    }
    span.end();
    return response;
  });
}

/**
 * All in one process and with one SDK: two processes with the same code differ by several percent. `together` has the
 * plugin and what is written by hand, each for another port, so that calls of both can take turns without a switch.
 *
 * @param {Ports} ports
 * @returns {Record<string, Variant>}
 */
function startOpenTelemetry({ vendor, byHand }) {
  const undici = new UndiciInstrumentation();
  const vendors = [linq({ hosts: ['api.linqapp.com', `127.0.0.1:${vendor}`] })];
  const plugin = new VendorErrorsInstrumentation({ vendors });
  const instruments = createInstruments(startSdk([undici, plugin]));
  plugin.disable();
  const isVendor = (/** @type {string} */ origin) => origin.endsWith(`:${byHand}`) || origin.endsWith('linqapp.com');
  const hooks = hooksByHand(instruments, isVendor);
  const ofPlugin = { on: () => plugin.enable(), off: () => plugin.disable() };
  const ofHooks = { on: () => undici.setConfig(hooks), off: () => undici.setConfig({}) };
  const together = {
    on: () => {
      ofPlugin.on();
      ofHooks.on();
    },
    off: () => {
      ofPlugin.off();
      ofHooks.off();
    },
  };
  return {
    undici: {},
    plugin: ofPlugin,
    'by hand': ofHooks,
    together,
    wrapper: { ...together, call: wrappedFetch },
  };
}

const others = createRequire(new URL('others/package.json', import.meta.url));

/** @returns {Variant} */
function startSentry() {
  const { init, startSpan } = others('@sentry/node');
  init({
    dsn: 'http://key@127.0.0.1:9/1',
    tracesSampleRate: 1,
    transport: () => ({ send: async () => ({}), flush: async () => true }),
  });
  // It makes spans of calls only below another.
  return { call: (url) => startSpan({ name: 'call vendor' }, () => fetch(url)) };
}

/** @param {Ports} ports @returns {Variant} */
function startDatadog({ agent }) {
  process.env.DD_INSTRUMENTATION_TELEMETRY_ENABLED = 'false';
  process.env.DD_REMOTE_CONFIGURATION_ENABLED = 'false';
  others('dd-trace').init({ startupLogs: false, url: `http://127.0.0.1:${agent}` });
  return {};
}

/** @param {string} program @param {Ports} ports @returns {Record<string, Variant>} */
export function startProgram(program, ports) {
  if (program === 'opentelemetry') return startOpenTelemetry(ports);
  if (program === 'sentry') return { sentry: startSentry() };
  if (program === 'dd-trace') return { 'dd-trace': startDatadog(ports) };
  return { none: {} };
}
