// @ts-check
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';

/**
 * Metrics for Prometheus to scrape (`OTEL_EXPORTER_PROMETHEUS_HOST`, `OTEL_EXPORTER_PROMETHEUS_PORT`); with
 * `OTEL_EXPORTER_OTLP_ENDPOINT` also traces over OTLP, with `OTEL_EXPORTER_OTLP_METRICS_ENDPOINT` also metrics over OTLP.
 */
export function startTelemetry() {
  const resource = resourceFromAttributes({ 'service.name': process.env.OTEL_SERVICE_NAME ?? 'vendor-errors-demo' });
  const traces = process.env.OTEL_EXPORTER_OTLP_ENDPOINT !== undefined;
  const metrics = process.env.OTEL_EXPORTER_OTLP_METRICS_ENDPOINT !== undefined;
  const tracerProvider = new NodeTracerProvider({
    resource,
    spanProcessors: traces ? [new BatchSpanProcessor(new OTLPTraceExporter())] : [],
  });
  tracerProvider.register();
  const meterProvider = new MeterProvider({
    resource,
    readers: [
      new PrometheusExporter({ host: process.env.OTEL_EXPORTER_PROMETHEUS_HOST ?? '127.0.0.1' }),
      ...(metrics ? [new PeriodicExportingMetricReader({ exporter: new OTLPMetricExporter() })] : []),
    ],
  });
  return {
    tracerProvider,
    meterProvider,
    async stop() {
      await Promise.all([tracerProvider.shutdown(), meterProvider.shutdown()]);
    },
  };
}
