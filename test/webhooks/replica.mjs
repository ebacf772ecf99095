// One of several processes of a service: sends messages and takes webhooks, whoever of the processes made the call.
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { MeterProvider } from '@opentelemetry/sdk-metrics';
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { linq, redisCorrelationStore, VendorErrorsInstrumentation } from 'opentelemetry-instrumentation-vendor-errors';
import { createClient } from 'redis';

const { LINQ_HOST = '', REDIS_URL = '' } = process.env;

const client = createClient({ url: REDIS_URL });
client.on('error', () => undefined);
await client.connect();

const exporter = new InMemorySpanExporter();
const tracerProvider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
tracerProvider.register();
const vendorErrors = new VendorErrorsInstrumentation({
  vendors: [linq({ hosts: [LINQ_HOST] })],
  webhooks: { store: redisCorrelationStore(client) },
});
registerInstrumentations({
  tracerProvider,
  meterProvider: new MeterProvider(),
  instrumentations: [vendorErrors],
});
const tracer = tracerProvider.getTracer('replica');
/** @type {object[]} */
const records = [];

async function send() {
  const headers = { authorization: 'Bearer test' };
  const response = await fetch(`http://${LINQ_HOST}/api/partner/v3/chats`, { method: 'POST', headers, body: '{}' });
  await response.text();
  const span = exporter.getFinishedSpans().at(-1);
  return { ...span?.spanContext(), vendorTraceId: response.headers.get('x-trace-id') };
}

/** @param {import('node:http').IncomingMessage} request */
async function takeWebhook(request) {
  const payload = await text(request);
  await tracer.startActiveSpan('webhook', async (span) => {
    const record = await vendorErrors.recordWebhook('linq', payload);
    span.end();
    const ended = exporter.getFinishedSpans().find((each) => each.spanContext().spanId === span.spanContext().spanId);
    records.push({ ...record, links: ended?.links.map(({ context }) => context) });
  });
}

/** @type {Record<string, (request: import('node:http').IncomingMessage) => unknown>} */
const routes = { '/send': send, '/webhooks': takeWebhook, '/records': () => records };

const server = createServer(async (request, response) => {
  response.end(JSON.stringify((await routes[request.url ?? '']?.(request)) ?? null));
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.(typeof address === 'object' ? address?.port : undefined);
});
process.once('disconnect', () => process.exit());
