// @ts-check

import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { linq, VendorErrorsInstrumentation } from 'opentelemetry-instrumentation-vendor-errors';

export const WEBHOOK_PATH = '/webhooks/linq';

/**
 * A usual OpenTelemetry set-up with the plugin. Spans and metrics are kept so that the example can print them.
 *
 * @param {string} linqHost
 * @param {boolean | import('opentelemetry-instrumentation-vendor-errors').WebhooksConfig} webhooks
 */
export function startTelemetry(linqHost, webhooks) {
  const spans = new InMemorySpanExporter();
  const tracerProvider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] });
  tracerProvider.register();
  const metrics = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter: metrics });
  const meterProvider = new MeterProvider({ readers: [reader] });

  const vendorErrors = new VendorErrorsInstrumentation({ vendors: [linq({ hosts: [linqHost] })], webhooks });
  // The simulated vendor may be a server in this process, too. Its spans do not belong to the service.
  const http = new HttpInstrumentation({ ignoreIncomingRequestHook: ({ url }) => url !== WEBHOOK_PATH });
  registerInstrumentations({ tracerProvider, meterProvider, instrumentations: [http, vendorErrors] });

  return {
    vendorErrors,
    spans: () => spans.getFinishedSpans(),
    /** What the plugin has counted, as lines of text. */
    async counts() {
      metrics.reset();
      await reader.forceFlush();
      const all = metrics.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics));
      return all
        .filter(({ descriptor }) => descriptor.name.startsWith('vendor_api.'))
        .flatMap(({ descriptor, dataPoints }) =>
          dataPoints.map(({ value, attributes }) => {
            const amount =
              typeof value === 'object' ? `${value.count} × ${(value.sum ?? 0).toFixed(1)} s` : String(value);
            const {
              'vendor_api.error.code': code,
              'vendor_api.error.origin': origin,
              'vendor_api.delivery.outcome': outcome,
            } = attributes;
            const what = [code, origin && `by ${origin}`, outcome].filter(Boolean).join(' ');
            return `${descriptor.name.padEnd(36)}${amount.padEnd(12)}${what}`.trimEnd();
          }),
        );
    },
    async stop() {
      await tracerProvider.shutdown();
      await meterProvider.shutdown();
    },
  };
}
