// @ts-check
// A service that calls the simulated vendors in a loop, so that the dashboards and alerts have data. TRAFFIC_MIX is `usual`
// (nearly everything succeeds) or `trouble`. TRAFFIC_INTERVAL is the milliseconds between two calls.
import { SpanKind, trace } from '@opentelemetry/api';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { chert, VendorErrorsInstrumentation } from 'opentelemetry-instrumentation-vendor-errors';
import { startVendorSimulator } from 'opentelemetry-instrumentation-vendor-errors/testing';
import { callWith } from './traffic/clients.mjs';
import { callsOf } from './traffic/mix.mjs';
import { startOddServer } from './traffic/odd-server.mjs';
import { startTelemetry } from './traffic/telemetry.mjs';
import { webhooksOf } from './traffic/webhooks.mjs';

const mix = process.env.TRAFFIC_MIX === 'trouble' ? 'trouble' : 'usual';
const interval = Number(process.env.TRAFFIC_INTERVAL ?? 100);

const telemetry = startTelemetry();
const simulator = await startVendorSimulator();
const oddServer = await startOddServer();

const instrumentation = new VendorErrorsInstrumentation({
  vendors: [
    ...simulator.vendors.filter(({ name }) => name !== 'chert'),
    chert({ hosts: [simulator.chert.host, oddServer.host] }),
  ],
  webhooks: true,
  responseHook(_, { vendor, traceId, status }) {
    if (vendor === 'linq' && status < 300) webhooks.afterCall(traceId);
  },
});
registerInstrumentations({ ...telemetry, instrumentations: [instrumentation] });

// The application's endpoint for webhooks, without the HTTP.
const webhooks = webhooksOf(mix, (payload) =>
  trace.getTracer('traffic').startActiveSpan('POST /webhooks/linq', { kind: SpanKind.SERVER }, async (span) => {
    await instrumentation.recordWebhook('linq', payload);
    span.end();
  }),
);

const call = callWith(simulator, oddServer.host);
const calls = callsOf(mix);
const timer = setInterval(() => {
  const { value } = calls.next();
  if (value === undefined) return;
  // A request to the application, which calls the vendor.
  void trace.getTracer('traffic').startActiveSpan('POST /messages', { kind: SpanKind.SERVER }, async (span) => {
    await call(value);
    span.end();
  });
}, interval);

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    clearInterval(timer);
    oddServer.close();
    await simulator.close();
    await telemetry.stop();
    process.exit(0);
  });
}
