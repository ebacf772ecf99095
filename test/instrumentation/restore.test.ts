import diagnosticsChannel from 'node:diagnostics_channel';
import { trace } from '@opentelemetry/api';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { VendorErrorsInstrumentation } from '../../src/index.js';
import { call, LINQ_LIMITED, startAnswers } from '../support/answers.js';
import { watchLinq } from '../support/linq-answers.js';
import type { TestServer } from '../support/server.js';
import { startTelemetry } from '../support/telemetry.js';

const CHANNELS = [
  'undici:request:create',
  'undici:request:headers',
  'undici:request:trailers',
  'undici:request:error',
  'undici:client:sendHeaders',
  'http.client.request.created',
  'http.client.request.start',
  'http.client.request.error',
  'http.client.response.finish',
];

let vendor: TestServer;

beforeAll(async () => {
  vendor = await startAnswers({ '/limited': LINQ_LIMITED });
});

afterAll(() => vendor.close());

/** Everything that is the process's and that the plugin may touch. */
const state = () => ({
  listened: CHANNELS.map((name) => diagnosticsChannel.hasSubscribers(name)),
  subscribe: CHANNELS.map((name) => Object.hasOwn(diagnosticsChannel.channel(name), 'subscribe')),
  startSpan: Object.getPrototypeOf(new NodeTracerProvider().getTracer('test')).startSpan,
  setDelegate: (trace.getTracerProvider() as { setDelegate?: unknown }).setDelegate,
});

describe('disable() restores', () => {
  it('the methods that the plugin wraps before there is an SDK', () => {
    const before = state();
    const plugin = new VendorErrorsInstrumentation();
    expect(state()).not.toEqual(before);
    plugin.disable();
    expect(state()).toEqual(before);
  });

  it.each([
    ['alone', () => []],
    ['next to others', () => [new UndiciInstrumentation(), new HttpInstrumentation()]],
  ])('the methods that it wraps with an SDK, %s', async (_how, make) => {
    const others = make();
    const telemetry = startTelemetry(others);
    const before = state();
    const configs = others.map((each) => each.getConfig());
    const plugin = watchLinq([vendor.host]);
    plugin.setTracerProvider(telemetry.tracerProvider);
    await call(`${vendor.url}/limited`);
    expect(telemetry.span().attributes['vendor_api.error.code']).toBe('rate_limited');
    expect(state().startSpan).not.toBe(before.startSpan);
    plugin.disable();
    expect(state()).toEqual(before);
    expect(others.map((each) => each.getConfig())).toStrictEqual(configs);
    await telemetry.stop();
  });

  it('no methods that others have wrapped around its own', () => {
    const plugin = watchLinq([vendor.host]);
    plugin.setTracerProvider(new NodeTracerProvider());
    const tracer = Object.getPrototypeOf(new NodeTracerProvider().getTracer('test'));
    const { startSpan: ours } = tracer;
    const theirs = (...args: unknown[]) => ours.apply(new NodeTracerProvider().getTracer('test'), args);
    tracer.startSpan = theirs;
    plugin.disable();
    expect(tracer.startSpan).toBe(theirs);
    expect(tracer.startSpan('span').isRecording()).toBe(true);
    tracer.startSpan = ours;
  });
});
