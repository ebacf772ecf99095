// @ts-check
// An application that calls the vendor, in one of the variants that the throughput benchmark compares.
import { createRequire } from 'node:module';
import { SpanStatusCode, trace } from '@opentelemetry/api';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { createInstruments, writeError, writeSuccess } from './by-hand.mjs';
import { createMeterProvider } from './meter-provider.mjs';

const [variant = 'none', vendorPort = '', agentPort = ''] = process.argv.slice(2);
const CONCURRENCY = 16;

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

/** `UndiciInstrumentation` with the telemetry of the plugin, without reading anything. */
function startFloor() {
  const undici = new UndiciInstrumentation({
    responseHook: (span, { request, response }) => {
      if (!request.origin.endsWith(vendorPort)) return;
      if (response.statusCode < 400) writeSuccess(span, instruments);
      else writeError(span, instruments);
    },
  });
  const instruments = createInstruments(startSdk([undici]));
}

/**
 * What people write by hand: a span around the call, and a clone of the response to read the error from.
 *
 * @param {string} url
 */
function fetchByHand(url) {
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

/** @type {(url: string) => Promise<Response>} */
let call = fetch;
if (variant === 'undici' || variant === 'wrapper') startSdk([new UndiciInstrumentation()]);
if (variant === 'wrapper') call = fetchByHand;
if (variant === 'floor') startFloor();
if (variant === 'plugin') {
  const { linq, VendorErrorsInstrumentation } = await import('opentelemetry-instrumentation-vendor-errors');
  startSdk([new VendorErrorsInstrumentation({ vendors: [linq({ hosts: [`127.0.0.1:${vendorPort}`] })] })]);
}
const others = createRequire(new URL('others/package.json', import.meta.url));
if (variant === 'sentry') {
  const { init, startSpan } = others('@sentry/node');
  init({
    dsn: 'http://key@127.0.0.1:9/1',
    tracesSampleRate: 1,
    transport: () => ({ send: async () => ({}), flush: async () => true }),
  });
  // It makes spans of calls only below another.
  call = (url) => startSpan({ name: 'call vendor' }, () => fetch(url));
}
if (variant === 'dd-trace') {
  process.env.DD_INSTRUMENTATION_TELEMETRY_ENABLED = 'false';
  process.env.DD_REMOTE_CONFIGURATION_ENABLED = 'false';
  others('dd-trace').init({ startupLogs: false, url: `http://127.0.0.1:${agentPort}` });
}

/** @param {string} url @param {number} calls @returns Milliseconds that passed, and microseconds of the processor's time. */
async function run(url, calls) {
  let left = calls;
  const caller = async () => {
    while (left-- > 0) await (await call(url)).text();
  };
  const begin = performance.now();
  const usage = process.cpuUsage();
  await Promise.all(Array.from({ length: CONCURRENCY }, caller));
  const { user, system } = process.cpuUsage(usage);
  return { milliseconds: performance.now() - begin, processor: user + system };
}

process.on('message', async ({ url, calls }) => process.send?.(await run(url, calls)));
process.on('disconnect', () => process.exit());
process.send?.('ready');
