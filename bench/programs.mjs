// @ts-check
// The programs that are compared, each with one way to call or several.
import { createRequire } from 'node:module';
import { SpanStatusCode, trace } from '@opentelemetry/api';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { linq, VendorErrorsInstrumentation } from 'opentelemetry-instrumentation-vendor-errors';
import { createMeterProvider } from './meter-provider.mjs';

/**
 * A way to call.
 *
 * @typedef {object} Way
 * @property {(url: string) => Promise<Response>} [call] fetch, if it is absent
 * @property {boolean} [isPluginOff]
 */
/** @typedef {{ ways: Record<string, Way>, setPlugin?: (isOn: boolean) => void }} Program */
/** The ports of server.mjs. @typedef {Record<'vendor' | 'other' | 'agent', number>} Ports */

/** Spans are not exported, because no backend is measured. */
const discard = {
  /** @param {unknown} _spans @param {(result: { code: number }) => void} done */
  export: (_spans, done) => done({ code: 0 }),
  shutdown: async () => {},
};

/**
 * The usual code without the plugin: a span around the call, and a clone of the response to read the error.
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
 * With and without the plugin in one process, because two processes with the same code differ by several percent: whether
 * the plugin reads a call depends on the port.
 *
 * @param {Ports} ports
 * @returns {Program}
 */
function startOpenTelemetry({ vendor }) {
  const tracerProvider = new NodeTracerProvider({ spanProcessors: [new BatchSpanProcessor(discard)] });
  tracerProvider.register();
  const plugin = new VendorErrorsInstrumentation({ vendors: [linq({ hosts: [`127.0.0.1:${vendor}`] })] });
  const instrumentations = [new UndiciInstrumentation(), plugin];
  registerInstrumentations({ tracerProvider, meterProvider: createMeterProvider(), instrumentations });
  return {
    ways: { undici: {}, 'undici alone': { isPluginOff: true }, wrapper: { call: wrappedFetch } },
    setPlugin: (isOn) => (isOn ? plugin.enable() : plugin.disable()),
  };
}

const others = createRequire(new URL('others/package.json', import.meta.url));

/** @returns {Program} */
function startSentry() {
  const { init, startSpan } = others('@sentry/node');
  init({
    dsn: 'http://key@127.0.0.1:9/1',
    tracesSampleRate: 1,
    transport: () => ({ send: async () => ({}), flush: async () => true }),
  });
  // It creates spans of calls only below another span.
  return { ways: { sentry: { call: (url) => startSpan({ name: 'call vendor' }, () => fetch(url)) } } };
}

/** @param {Ports} ports @returns {Program} */
function startDatadog({ agent }) {
  process.env.DD_INSTRUMENTATION_TELEMETRY_ENABLED = 'false';
  process.env.DD_REMOTE_CONFIGURATION_ENABLED = 'false';
  others('dd-trace').init({ startupLogs: false, url: `http://127.0.0.1:${agent}` });
  return { ways: { 'dd-trace': {} } };
}

/** @param {string} program @param {Ports} ports @returns {Program} */
export function startProgram(program, ports) {
  if (program === 'opentelemetry') return startOpenTelemetry(ports);
  if (program === 'sentry') return startSentry();
  if (program === 'dd-trace') return startDatadog(ports);
  return { ways: { none: {} } };
}
