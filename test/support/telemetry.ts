import { context, metrics, propagation, trace } from '@opentelemetry/api';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import {
  AggregationTemporality,
  type DataPoint,
  type Histogram,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import {
  InMemorySpanExporter,
  NodeTracerProvider,
  type ReadableSpan,
  type Sampler,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-node';

type Registered = NonNullable<Parameters<typeof registerInstrumentations>[0]['instrumentations']>;

export interface Point {
  readonly attributes: Record<string, unknown>;
  readonly value: number | Histogram;
}

export interface Telemetry {
  readonly tracerProvider: NodeTracerProvider;
  readonly meterProvider: MeterProvider;
  spans(): ReadableSpan[];
  /** The one span of the one call that was made. */
  span(): ReadableSpan;
  points(metric: string): Promise<Point[]>;
  /** The sum of a counter over the points that have these attributes. */
  count(metric: string, attributes?: Record<string, unknown>): Promise<number>;
  reset(): void;
  stop(): Promise<void>;
}

/** A real tracer and meter provider with in-memory exporters, and the instrumentations registered with them. */
export function startTelemetry(instrumentations: Registered, options: { sampler?: Sampler } = {}): Telemetry {
  const spanExporter = new InMemorySpanExporter();
  const tracerProvider = new NodeTracerProvider({
    spanProcessors: [new SimpleSpanProcessor(spanExporter)],
    ...options,
  });
  tracerProvider.register();
  const metricExporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter: metricExporter, exportIntervalMillis: 3_600_000 });
  const meterProvider = new MeterProvider({ readers: [reader] });
  const unregister = registerInstrumentations({ instrumentations, tracerProvider, meterProvider });

  async function points(metric: string): Promise<Point[]> {
    metricExporter.reset();
    await reader.forceFlush();
    const scopes = metricExporter.getMetrics().flatMap((resource) => resource.scopeMetrics);
    const found = scopes.flatMap((scope) => scope.metrics).filter((data) => data.descriptor.name === metric);
    return found.flatMap((data) => data.dataPoints as DataPoint<number | Histogram>[]);
  }

  return {
    tracerProvider,
    meterProvider,
    spans: () => spanExporter.getFinishedSpans(),
    span() {
      const [span, ...more] = spanExporter.getFinishedSpans();
      if (span === undefined || more.length > 0)
        throw new Error(`expected one span, got ${more.length + (span ? 1 : 0)}`);
      return span;
    },
    points,
    async count(metric, attributes = {}) {
      const matching = (await points(metric)).filter((point) =>
        Object.entries(attributes).every(([key, value]) => point.attributes[key] === value),
      );
      return matching.reduce((sum, point) => sum + (point.value as number), 0);
    },
    reset: () => spanExporter.reset(),
    async stop() {
      unregister();
      await tracerProvider.shutdown();
      await meterProvider.shutdown();
      for (const api of [trace, context, propagation, metrics]) api.disable();
    },
  };
}
