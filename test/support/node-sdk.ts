import { context, metrics, propagation, trace } from '@opentelemetry/api';
import { NodeSDK, type NodeSDKConfiguration } from '@opentelemetry/sdk-node';
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { memoryMetrics } from './memory-metrics.js';
import type { Telemetry } from './telemetry.js';

type Instrumentations = NonNullable<NodeSDKConfiguration['instrumentations']>;

/** `NodeSDK` as users start it, with exporters in memory. */
export function startNodeSdk(
  instrumentations: Instrumentations,
): Pick<Telemetry, 'spans' | 'span' | 'count' | 'reset' | 'stop'> {
  // Without this, it creates an exporter of logs that sends over the network.
  process.env.OTEL_LOGS_EXPORTER = 'none';
  const spanExporter = new InMemorySpanExporter();
  const memory = memoryMetrics();
  const sdk = new NodeSDK({
    autoDetectResources: false,
    instrumentations,
    spanProcessors: [new SimpleSpanProcessor(spanExporter)],
    metricReaders: [memory.reader],
  });
  sdk.start();
  return {
    spans: () => spanExporter.getFinishedSpans(),
    span() {
      const [span, ...more] = spanExporter.getFinishedSpans();
      if (span === undefined || more.length > 0)
        throw new Error(`expected one span, got ${more.length + (span ? 1 : 0)}`);
      return span;
    },
    count: memory.count,
    reset: () => spanExporter.reset(),
    async stop() {
      for (const instrumentation of instrumentations.flat()) instrumentation.disable();
      await sdk.shutdown();
      for (const api of [trace, context, propagation, metrics]) api.disable();
    },
  };
}
