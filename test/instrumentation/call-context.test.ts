import { AsyncLocalStorage, createHook } from 'node:async_hooks';
import { Agent, type IncomingMessage } from 'node:http';
import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { context, propagation, trace } from '@opentelemetry/api';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import {
  InMemoryLogRecordExporter,
  LoggerProvider,
  type LogRecordProcessor,
  SimpleLogRecordProcessor,
} from '@opentelemetry/sdk-logs';
import { MeterProvider } from '@opentelemetry/sdk-metrics';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LINQ_LIMITED } from '../support/answers.js';
import { type DiagLog, recordDiag } from '../support/diag-log.js';
import { watchLinq } from '../support/linq-answers.js';
import { memoryMetrics } from '../support/memory-metrics.js';
import { startServer, type TestServer } from '../support/server.js';
import { startTelemetry, type Telemetry } from '../support/telemetry.js';

const job = new AsyncLocalStorage<string>();
// `HttpInstrumentation` changes the module once, when that is required.
const http = new HttpInstrumentation({ ignoreIncomingRequestHook: () => true });
const undici = new UndiciInstrumentation();
const { request } = createRequire(import.meta.url)('node:http') as typeof import('node:http');
/** One socket for all calls, as clients have it that keep connections alive. */
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

let vendor: TestServer;
let sockets: Set<unknown>;
let telemetry: Telemetry;
let log: DiagLog;

beforeAll(async () => {
  vendor = await startServer((incoming, response) => {
    sockets.add(incoming.socket);
    response.writeHead(429, { 'content-type': 'application/json', ...LINQ_LIMITED.headers });
    response.end(JSON.stringify(LINQ_LIMITED.body));
  });
});

afterAll(async () => {
  agent.destroy();
  await vendor.close();
});

beforeEach(() => {
  sockets = new Set();
  log = recordDiag();
});

afterEach(async () => {
  await telemetry.stop();
  log.stop();
});

const clients = [
  ['fetch', async (url: string) => (await fetch(url)).text()],
  [
    'node:http',
    async (url: string) => {
      const response = await new Promise<IncomingMessage>((resolve) => request(url, { agent }, resolve).end());
      return text(response);
    },
  ],
] as const;

/** What code of the application sees of its own call. */
const seen = () => ({
  job: job.getStore(),
  baggage: propagation.getActiveBaggage()?.getEntry('tenant')?.value,
  spanId: trace.getActiveSpan()?.spanContext().spanId,
});

/** Calls one after the other on one socket, each for a job and a tenant of its own. */
async function callForJobs(call: (url: string) => Promise<unknown>): Promise<void> {
  for (const name of ['one', 'two', 'three']) {
    const baggage = propagation.createBaggage({ tenant: { value: `tenant-${name}` } });
    await context.with(propagation.setBaggage(context.active(), baggage), () =>
      job.run(name, () => call(`${vendor.url}/limited`)),
    );
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const expectedFor = (telemetry: Telemetry) =>
  ['one', 'two', 'three'].map((name, index) => ({
    job: name,
    baggage: `tenant-${name}`,
    spanId: telemetry.spans()[index]?.spanContext().spanId,
  }));

describe.each(clients)('on a kept-alive socket of %s', (_client, call) => {
  it.each(['responseHook', 'errorHook', 'captureMessage'] as const)(
    'the %s runs in the context of its call',
    async (hook) => {
      const inHook: unknown[] = [];
      telemetry = startTelemetry([undici, http, watchLinq([vendor.host], { [hook]: () => void inHook.push(seen()) })]);
      await callForJobs(call);
      expect(sockets.size).toBe(1);
      expect(inHook).toEqual(expectedFor(telemetry));
    },
  );

  it('log events and metrics are recorded in the context of their call', async () => {
    const inProcessor: unknown[] = [];
    const inView: unknown[] = [];
    const processor: LogRecordProcessor = {
      onEmit: () => void inProcessor.push(seen()),
      forceFlush: async () => {},
      shutdown: async () => {},
    };
    const exporter = new InMemoryLogRecordExporter();
    const loggerProvider = new LoggerProvider({ processors: [processor, new SimpleLogRecordProcessor({ exporter })] });
    const process = (attributes: object) => {
      inView.push(seen());
      return { ...attributes };
    };
    const meterProvider = new MeterProvider({
      readers: [memoryMetrics().reader],
      views: [{ instrumentName: 'vendor_api.client.errors', attributesProcessors: [{ process }] }],
    });
    const plugin = watchLinq([vendor.host], { logs: true });
    telemetry = startTelemetry([undici, http, plugin]);
    plugin.setLoggerProvider(loggerProvider);
    plugin.setMeterProvider(meterProvider);
    await callForJobs(call);
    expect(inProcessor).toEqual(expectedFor(telemetry));
    expect(inView).toEqual(expectedFor(telemetry));
    expect(exporter.getFinishedLogRecords().map(({ spanContext }) => spanContext?.spanId)).toEqual(
      telemetry.spans().map((span) => span.spanContext().spanId),
    );
    await Promise.all([loggerProvider.shutdown(), meterProvider.shutdown()]);
  });

  it.each(['responseHook', 'errorHook', 'captureMessage'] as const)(
    'a rejecting %s is reported once per call, and the call is reported as usual',
    async (hook) => {
      const rejections: unknown[] = [];
      const note = (reason: unknown) => rejections.push(reason);
      process.on('unhandledRejection', note);
      const rejecting = async () => {
        await Promise.resolve();
        throw new Error(`thrown by the ${hook}`);
      };
      telemetry = startTelemetry([undici, http, watchLinq([vendor.host], { [hook]: rejecting as never })]);
      await call(`${vendor.url}/limited`);
      await new Promise((resolve) => setTimeout(resolve, 10));
      process.off('unhandledRejection', note);
      expect(rejections).toEqual([]);
      expect(log.errors).toEqual([expect.stringMatching(`the ${hook} threw Error: thrown by the ${hook}`)]);
      expect(telemetry.span().attributes['vendor_api.error.code']).toBe('rate_limited');
      expect(await telemetry.count('vendor_api.client.errors')).toBe(1);
    },
  );
});

it('tools that clean up in async_hooks see the end of a call’s resource', async () => {
  telemetry = startTelemetry([undici, watchLinq([vendor.host])]);
  const alive = new Set<number>();
  let created = 0;
  const hook = createHook({
    init(id, type) {
      if (type !== 'VENDOR_ERRORS_CALL') return;
      created += 1;
      alive.add(id);
    },
    destroy: (id) => void alive.delete(id),
  }).enable();
  for (let count = 0; count < 20; count += 1) await (await fetch(vendor.url)).text();
  setFlagsFromString('--expose_gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  for (let turn = 0; turn < 20 && alive.size > 2; turn += 1) {
    collectGarbage();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  hook.disable();
  expect(created).toBe(20);
  // Clients keep their last requests.
  expect(alive.size).toBeLessThan(5);
});
