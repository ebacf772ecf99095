// @ts-check

import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { PrometheusExporter, PrometheusSerializer } from '@opentelemetry/exporter-prometheus';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import {
  BatchSpanProcessor,
  InMemorySpanExporter,
  NodeTracerProvider,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-node';
import { VendorErrorsInstrumentation } from 'opentelemetry-instrumentation-vendor-errors';

/**
 * A usual OpenTelemetry set-up with the plugin. Spans are kept so that the demo can print them, metrics are read
 * like Prometheus would. If OTEL_EXPORTER_OTLP_ENDPOINT is set, both are also sent to that backend.
 *
 * @param {readonly import('opentelemetry-instrumentation-vendor-errors').Vendor[]} vendors
 */
export function startTelemetry(vendors) {
  const resource = resourceFromAttributes({ 'service.name': process.env.OTEL_SERVICE_NAME ?? 'vendor-errors-demo' });
  const toBackend = Boolean(process.env.OTEL_EXPORTER_OTLP_ENDPOINT);
  const spans = new InMemorySpanExporter();
  const prometheus = new PrometheusExporter({ preventServerStart: true });

  const tracerProvider = new NodeTracerProvider({
    resource,
    spanProcessors: [
      new SimpleSpanProcessor(spans),
      ...(toBackend ? [new BatchSpanProcessor(new OTLPTraceExporter())] : []),
    ],
  });
  tracerProvider.register();
  const meterProvider = new MeterProvider({
    resource,
    readers: [
      prometheus,
      ...(toBackend ? [new PeriodicExportingMetricReader({ exporter: new OTLPMetricExporter() })] : []),
    ],
  });

  registerInstrumentations({
    tracerProvider,
    meterProvider,
    instrumentations: [new VendorErrorsInstrumentation({ vendors })],
  });

  return {
    /** The client spans that have ended since the last time. */
    takeSpans() {
      const taken = spans.getFinishedSpans();
      spans.reset();
      return taken;
    },
    /** What Prometheus would scrape from this process. */
    async scrape() {
      const { resourceMetrics } = await prometheus.collect();
      // Remove the labels with the instrumentation's name and version, which are equal on every line.
      return new PrometheusSerializer(undefined, false, undefined, true, true).serialize(resourceMetrics);
    },
    async stop() {
      await tracerProvider.shutdown();
      await meterProvider.shutdown();
    },
  };
}
