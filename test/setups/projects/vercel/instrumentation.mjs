import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { registerOTel } from '@vercel/otel';
import { VendorErrorsInstrumentation } from 'opentelemetry-instrumentation-vendor-errors';

registerOTel({
  serviceName: 'service',
  instrumentations: ['fetch', new VendorErrorsInstrumentation()],
  metricReaders: [
    new PeriodicExportingMetricReader({ exporter: new OTLPMetricExporter(), exportIntervalMillis: 1000 }),
  ],
});
