// Runs inside one of the installations of this folder. Calls a simulated vendor through every client of this Node.js,
// checks the telemetry, and prints a line of JSON per client.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import zlib from 'node:zlib';
import { trace } from '@opentelemetry/api';
import * as logs from '@opentelemetry/sdk-logs';
import { InMemoryMetricExporter, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { linq, VendorErrorsInstrumentation } from 'opentelemetry-instrumentation-vendor-errors';

const isLine3 = process.argv[2] === 'otel-3';
const traces = await import(isLine3 ? '@opentelemetry/sdk-trace' : '@opentelemetry/sdk-trace-base');
const spans = new traces.InMemorySpanExporter();
const reader = new PeriodicExportingMetricReader({
  exporter: new InMemoryMetricExporter(1),
  exportIntervalMillis: 3_600_000,
});

const error = Buffer.from(JSON.stringify({ success: false, error: { status: 429, code: 1007, message: 'Slow down' } }));
const codings = {
  identity: (bytes) => bytes,
  gzip: zlib.gzipSync,
  br: zlib.brotliCompressSync,
  // Node.js has it from 22.15 on.
  ...(zlib.zstdCompressSync && { zstd: zlib.zstdCompressSync }),
};
const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://127.0.0.1');
  const coding = searchParams.get('coding');
  const failed = pathname.endsWith('/fail');
  response.writeHead(failed ? 429 : 200, {
    'content-type': 'application/json',
    'x-trace-id': searchParams.get('id'),
    ...(coding === 'identity' ? {} : { 'content-encoding': coding }),
  });
  response.end(codings[coding](failed ? error : Buffer.from('{"ok":true}')));
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const host = `127.0.0.1:${server.address().port}`;

const events = new logs.InMemoryLogRecordExporter();
const plugin = new VendorErrorsInstrumentation({ vendors: [linq({ hosts: [host] })], webhooks: true, logs: true });
const sdk = new NodeSDK({
  spanProcessors: [new traces.SimpleSpanProcessor(isLine3 ? { exporter: spans } : spans)],
  metricReaders: [reader],
  logRecordProcessors: [new logs.SimpleLogRecordProcessor({ exporter: events })],
  instrumentations: [plugin],
});
sdk.start();

async function loadClients() {
  const collected = async (body) => {
    const chunks = [];
    for await (const chunk of body) chunks.push(chunk);
    return Buffer.concat(chunks).toString();
  };
  const clients = { fetch: async (url) => (await fetch(url)).text() };
  for (const version of [5, 6, 7, 8]) {
    let undici;
    try {
      undici = await import(`undici${version}`);
    } catch {
      continue; // undici 8 needs Node.js 22.
    }
    clients[`undici ${version} fetch`] = async (url) => (await undici.fetch(url)).text();
    clients[`undici ${version} request`] = async (url) => collected((await undici.request(url)).body);
    clients[`undici ${version} pipeline`] = (url) =>
      collected(undici.pipeline(url, { method: 'GET' }, ({ body }) => body).end());
  }
  return clients;
}

async function errorsCounted() {
  const { resourceMetrics } = await reader.collect();
  const found = resourceMetrics.scopeMetrics.flatMap((scope) => scope.metrics);
  const points = found
    .filter(({ descriptor }) => descriptor.name === 'vendor_api.client.errors')
    .flatMap((data) => data.dataPoints);
  return points.reduce((sum, point) => sum + point.value, 0);
}

let failures = 0;
for (const [client, call] of Object.entries(await loadClients())) {
  try {
    for (const coding of Object.keys(codings)) {
      for (const path of ['fail', 'succeed']) {
        spans.reset();
        events.reset();
        const before = await errorsCounted();
        const id = `${path}-${coding}`;
        const seen = await call(`http://${host}/${path}?coding=${coding}&id=${id}`);
        // Not every version of fetch undoes zstd.
        if (client.includes('fetch') && coding !== 'zstd')
          assert.equal(seen, path === 'fail' ? error.toString() : '{"ok":true}');
        // The SDK exports the first spans late: it waits for the resource's detectors.
        for (let waited = 0; spans.getFinishedSpans().length === 0 && waited < 2000; waited += 5) await sleep(5);
        const [span, ...more] = spans.getFinishedSpans();
        assert.equal(more.length, 0, 'one span per call');
        assert.equal(span.attributes['vendor_api.trace_id'], id);
        assert.equal(span.attributes['vendor_api.error.native_code'], path === 'fail' ? '1007' : undefined);
        assert.equal(span.attributes['vendor_api.error.code'], path === 'fail' ? 'rate_limited' : undefined);
        assert.equal(span.status.message, path === 'fail' ? 'linq 1007 rate_limited' : undefined);
        assert.equal((await errorsCounted()) - before, path === 'fail' ? 1 : 0);
        const logged = events.getFinishedLogRecords().map(({ attributes }) => attributes['vendor_api.trace_id']);
        assert.deepEqual(logged, path === 'fail' ? [id] : []);
      }
    }
    console.log(JSON.stringify({ client, ok: true }));
  } catch (problem) {
    failures += 1;
    console.log(JSON.stringify({ client, ok: false, problem: problem.message }));
  }
}

// A webhook, joined to the call that caused it.
const tracer = trace.getTracer('application');
const sent = await fetch(`http://${host}/succeed?coding=identity&id=webhook`, { method: 'POST' });
await sent.text();
spans.reset();
await tracer.startActiveSpan('webhook', async (span) => {
  const event = { event_type: 'message.failed', event_id: 'event-1', trace_id: 'webhook', data: { code: 4001 } };
  assert.equal((await plugin.recordWebhook('linq', event)).linked, true);
  span.end();
});
assert.equal(spans.getFinishedSpans()[0].links.length, 1);

// The CommonJS build, in the same tree.
const required = createRequire(import.meta.url)('opentelemetry-instrumentation-vendor-errors');
assert.equal(
  required.normalize(required.linq(), { status: 429, body: { error: { code: 1007 } } })?.code,
  'rate_limited',
);

await sdk.shutdown();
server.closeAllConnections();
server.close();
process.exitCode = failures > 0 ? 1 : 0;
