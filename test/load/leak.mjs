// Makes very many calls and looks at the heap after a tenth of them and after all: `node --expose-gc leak.mjs 1000000`.
// The package as it is shipped, the real SDK, real HTTP; spans and metrics are counted and thrown away.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { linq, VendorErrorsInstrumentation } from 'opentelemetry-instrumentation-vendor-errors';
import { Agent, request } from 'undici7';

const CALLS = Number(process.argv[2] ?? 1_000_000);
const WIDTH = 50;

const child = fork(fileURLToPath(new URL('plain-server.mjs', import.meta.url)), { execArgv: [] });
const [{ port }] = await once(child, 'message');
const host = `127.0.0.1:${port}`;

let spans = 0;
const counter = {
  onStart() {},
  onEnd() {
    spans += 1;
  },
  async forceFlush() {},
  async shutdown() {},
};
const undici = new UndiciInstrumentation();
const plugin = new VendorErrorsInstrumentation({ vendors: [linq({ hosts: [host] })] });
const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 });
const meterProvider = new MeterProvider({ readers: [reader] });
undici.setTracerProvider(new NodeTracerProvider({ spanProcessors: [counter] }));
undici.setMeterProvider(meterProvider);
plugin.setMeterProvider(meterProvider);

const dispatcher = new Agent({ connections: WIDTH });

/** @param {number} count */
async function makeCalls(count) {
  let left = count;
  const worker = async () => {
    while (left-- > 0) {
      const { body } = await request(`http://${host}/v3/chats`, { method: 'POST', body: '{}', dispatcher });
      await body.dump();
    }
  };
  await Promise.all(Array.from({ length: WIDTH }, worker));
}

/** Bytes of the heap that are in use when nothing is left to collect. */
async function heap() {
  let least = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 5; attempt += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    globalThis.gc?.();
    least = Math.min(least, process.memoryUsage().heapUsed);
  }
  return least;
}

const start = performance.now();
await makeCalls(CALLS / 10);
const before = await heap();
await makeCalls(CALLS - CALLS / 10);
const after = await heap();
const seconds = (performance.now() - start) / 1000;

await reader.forceFlush();
const metrics = exporter.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics));
const own = metrics.filter(({ descriptor }) => descriptor.name.startsWith('vendor_api.'));
const series = Object.fromEntries(own.map(({ descriptor, dataPoints }) => [descriptor.name, dataPoints.length]));
console.log(JSON.stringify({ calls: CALLS, spans, seconds, before, after, growth: after - before, series }));

plugin.disable();
undici.disable();
await dispatcher.destroy();
await meterProvider.shutdown();
child.kill();
