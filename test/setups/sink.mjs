import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { createRequire } from 'node:module';
import { gunzipSync } from 'node:zlib';
import { certificate } from './certificate.mjs';
import { azurePoints, azureSpans, sentrySpans } from './dialects.mjs';
import { answerAgent, newRelicSpans } from './new-relic.mjs';

const require = createRequire(import.meta.url);
const { normalizeMetrics, normalizeTrace } = require('@elastic/mockotlpserver');
const { getProtoRoot } = require('@elastic/mockotlpserver/lib/proto');

const SERVICES = {
  '/v1/traces': 'trace.v1.ExportTraceServiceRequest',
  '/v1/metrics': 'metrics.v1.ExportMetricsServiceRequest',
};

function decodeOtlp(path, bytes, type = '') {
  if (type.startsWith('application/json')) return JSON.parse(bytes.toString());
  return getProtoRoot().lookupType(`opentelemetry.proto.collector.${SERVICES[path]}`).decode(bytes);
}

function otlpSpans(bytes, type) {
  return normalizeTrace(decodeOtlp('/v1/traces', bytes, type)).resourceSpans.flatMap(({ scopeSpans }) =>
    scopeSpans.flatMap(({ scope, spans }) =>
      spans.map((span) => ({
        // Logfire exports a copy of a span when it starts.
        isClient: span.kind === 'SPAN_KIND_CLIENT' && span.attributes?.['logfire.span_type'] !== 'pending_span',
        id: span.spanId,
        name: span.name,
        scope: scope?.name,
        attributes: span.attributes ?? {},
        status: span.status,
      })),
    ),
  );
}

function otlpPoints(bytes, type) {
  return normalizeMetrics(decodeOtlp('/v1/metrics', bytes, type)).resourceMetrics.flatMap(
    ({ resource, scopeMetrics }) =>
      scopeMetrics.flatMap(({ metrics }) =>
        metrics.flatMap(({ name, sum }) =>
          (sum?.dataPoints ?? []).map((point) => ({
            name,
            isDelta: String(sum.aggregationTemporality).endsWith('DELTA') || sum.aggregationTemporality === 1,
            series: JSON.stringify([resource.attributes, point.attributes, String(point.startTimeUnixNano)]),
            value: Number(point.asInt ?? point.asDouble),
          })),
        ),
      ),
  );
}

/** What each address takes; the rest is answered with 200 and forgotten. */
const receivers = [
  { path: /^\/v1\/traces/, spans: otlpSpans },
  { path: /^\/v1\/metrics/, points: otlpPoints },
  { path: /\/envelope\/?/, spans: sentrySpans },
  { path: /^\/v2(\.1)?\/track/, spans: azureSpans, points: azurePoints },
  { path: /method=span_event_data/, spans: newRelicSpans },
];

/** A server that takes what OTLP exporters and the SDKs of other backends send. */
export async function startSink() {
  const spans = [];
  const points = [];
  const problems = [];
  const seen = new Set();
  const receive = async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const raw = Buffer.concat(chunks);
    const bytes = request.headers['content-encoding'] === 'gzip' ? gunzipSync(raw) : raw;
    seen.add(request.url.replace(/license_key=\w*&?/, ''));
    const receiver = receivers.find(({ path }) => path.test(request.url));
    try {
      if (receiver?.spans) spans.push(...receiver.spans(bytes, request.headers['content-type']));
      if (receiver?.points) points.push(...receiver.points(bytes, request.headers['content-type']));
    } catch (problem) {
      problems.push(`${request.url}: ${problem.stack}`);
    }
    const isProtobuf = request.headers['content-type'] === 'application/x-protobuf';
    response.setHeader('content-type', isProtobuf ? 'application/x-protobuf' : 'application/json');
    response.end(isProtobuf ? '' : JSON.stringify(answerAgent(request.url, servers[1].address().port) ?? {}));
  };
  const { file, ...pair } = certificate();
  const servers = [createServer(receive), createSecureServer(pair, receive)];
  for (const server of servers) await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: servers[0].address().port,
    securePort: servers[1].address().port,
    certificateFile: file,
    spans,
    points,
    problems,
    seen,
    close() {
      for (const server of servers) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
}
