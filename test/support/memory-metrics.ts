import {
  AggregationTemporality,
  type DataPoint,
  type Histogram,
  InMemoryMetricExporter,
  type MetricData,
  type MetricReader,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';

export interface MemoryMetrics {
  readonly reader: MetricReader;
  /** All current metrics of the plugin, by name. */
  collect(): Promise<Map<string, MetricData>>;
  /** The series of a metric of the plugin. */
  points(metric: string): Promise<readonly DataPoint<number | Histogram>[]>;
  /** The sum of a counter over the series with these attributes. */
  count(metric: string, attributes?: Record<string, unknown>): Promise<number>;
}

/** A metric reader that keeps metrics in memory, for meter providers that a test creates. */
export function memoryMetrics(): MemoryMetrics {
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 });

  async function collect(): Promise<Map<string, MetricData>> {
    exporter.reset();
    await reader.forceFlush();
    const scopes = exporter.getMetrics().flatMap((resource) => resource.scopeMetrics);
    const own = scopes.filter(({ scope }) => scope.name === 'opentelemetry-instrumentation-vendor-errors');
    return new Map(own.flatMap(({ metrics }) => metrics).map((data) => [data.descriptor.name, data]));
  }

  async function points(metric: string): Promise<readonly DataPoint<number | Histogram>[]> {
    return ((await collect()).get(metric)?.dataPoints ?? []) as DataPoint<number | Histogram>[];
  }

  return {
    reader,
    collect,
    points,
    async count(metric, attributes = {}) {
      const matching = (await points(metric)).filter((point) =>
        Object.entries(attributes).every(([key, value]) => point.attributes[key] === value),
      );
      return matching.reduce((sum, point) => sum + (point.value as number), 0);
    },
  };
}
