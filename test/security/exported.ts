import { createRequire } from 'node:module';
import { context, type DiagLogger, DiagLogLevel, diag, propagation, trace } from '@opentelemetry/api';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { InMemoryLogRecordExporter, LoggerProvider, SimpleLogRecordProcessor } from '@opentelemetry/sdk-logs';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { type VendorErrorsConfig, VendorErrorsInstrumentation } from '../../src/index.js';

/** Everything that left: a text for each place, such as `span attribute url.full`. */
export class Exported {
  readonly #texts: (readonly [place: string, text: string])[] = [];

  add(place: string, value: unknown): void {
    if (value !== undefined) this.#texts.push([place, typeof value === 'string' ? value : JSON.stringify(value)]);
  }

  addAll(kind: string, values: object | undefined): void {
    for (const [key, value] of Object.entries(values ?? {})) this.add(`${kind} ${key}`, value);
  }

  /** Where a text is found, as it is or as it is written in a URL. */
  placesOf(text: string): string[] {
    const forms = [text, encodeURIComponent(text)].map((form) => form.toLowerCase());
    const found = this.#texts.filter(([, each]) => forms.some((form) => each.toLowerCase().includes(form)));
    return [...new Set(found.map(([place]) => place))].sort();
  }

  /** The places that have anything at all. */
  get places(): string[] {
    return [...new Set(this.#texts.map(([place]) => place))].sort();
  }
}

// They stay for all tests of a file: HttpInstrumentation does not find its module a second time.
const undici = new UndiciInstrumentation();
const http = new HttpInstrumentation();
createRequire(import.meta.url)('node:http');

/** A logger of `diag` that takes down everything, with the errors' own texts. */
function recordAll(exported: Exported): DiagLogger {
  const textOf = (word: unknown) => (word instanceof Error ? `${word.stack} ${String(word.cause)}` : String(word));
  const note =
    (level: string) =>
    (...words: unknown[]) =>
      exported.add(`diag ${level}`, words.map(textOf).join(' '));
  const [error, warn, info, debug, verbose] = ['error', 'warn', 'info', 'debug', 'verbose'].map(note);
  return { error, warn, info, debug, verbose } as DiagLogger;
}

/** Makes calls and collects their exported telemetry, with the plugin, or without it if there is no config. */
export async function exportedOf(
  config: VendorErrorsConfig | undefined,
  calls: (plugin: VendorErrorsInstrumentation | undefined) => Promise<unknown>,
): Promise<Exported> {
  const exported = new Exported();
  diag.setLogger(recordAll(exported), { logLevel: DiagLogLevel.ALL, suppressOverrideMessage: true });
  const spans = new InMemorySpanExporter();
  const tracerProvider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] });
  tracerProvider.register();
  const metrics = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter: metrics, exportIntervalMillis: 3_600_000 });
  const meterProvider = new MeterProvider({ readers: [reader] });
  const logs = new InMemoryLogRecordExporter();
  const loggerProvider = new LoggerProvider({ processors: [new SimpleLogRecordProcessor({ exporter: logs })] });
  const plugin = config && new VendorErrorsInstrumentation({ logs: true, ...config });
  for (const each of [undici, http, ...(plugin ? [plugin] : [])]) {
    each.setTracerProvider(tracerProvider);
    each.setMeterProvider(meterProvider);
  }
  plugin?.setLoggerProvider(loggerProvider);
  try {
    await calls(plugin);
    await reader.forceFlush();
  } finally {
    plugin?.disable();
    for (const api of [trace, context, propagation]) api.disable();
  }
  for (const span of spans.getFinishedSpans()) {
    exported.add('span name', span.name);
    exported.add('span status', span.status);
    exported.add('span links', span.links);
    exported.addAll('span attribute', span.attributes);
    for (const { name, attributes } of span.events) exported.addAll(`span event ${name}`, attributes);
  }
  for (const { scopeMetrics } of metrics.getMetrics()) {
    for (const { descriptor, dataPoints } of scopeMetrics.flatMap((scope) => scope.metrics)) {
      for (const { attributes } of dataPoints) exported.addAll(`metric ${descriptor.name}`, attributes);
    }
  }
  for (const record of logs.getFinishedLogRecords()) {
    exported.add('log body', record.body);
    exported.addAll('log attribute', record.attributes);
  }
  await Promise.all([tracerProvider.shutdown(), meterProvider.shutdown(), loggerProvider.shutdown()]);
  diag.disable();
  return exported;
}
