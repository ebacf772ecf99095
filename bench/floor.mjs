// @ts-check
// What of the cost cannot be saved: the same telemetry written by hand, with the SDK, by a program that knows it all before.
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { errorBody } from './bodies.mjs';
import { summary } from './statistics.mjs';

const CALLS = 5_000;
const WARM_UP = 6;
const ROUNDS = 30;

const call = {
  'vendor_api.name': 'linq',
  'service.peer.name': 'linq',
  'url.template': '/v3/chats/{chatId}/messages',
  'vendor_api.trace_id': '2eff5df5c6f688733c007523c4d61cd9',
};
const error = {
  'vendor_api.error.code': 'rate_limited',
  'vendor_api.error.category': 'rate_limit',
  'vendor_api.error.retryable': true,
  'vendor_api.error.retry_basis': 'code',
  'vendor_api.error.retry_after': 7,
  'vendor_api.error.native_code': '1007',
  'vendor_api.error.native_class': '1xxx',
  'vendor_api.error.message': 'Too many messages to this recipient.',
};
const place = {
  'vendor_api.name': 'linq',
  'server.address': 'api.linqapp.com',
  'url.template': '/v3/chats/{chatId}/messages',
};
const ofSuccess = { ...place, 'http.response.status_code': 202 };
const ofFailure = { ...place, 'http.response.status_code': 429, 'error.type': '429' };
const ofClass = { 'vendor_api.name': 'linq', 'vendor_api.error.code': 'rate_limited' };
const ofError = {
  ...place,
  'http.response.status_code': 429,
  'vendor_api.error.code': 'rate_limited',
  'vendor_api.error.category': 'rate_limit',
  'vendor_api.error.retryable': true,
  'vendor_api.error.origin': 'response',
  'vendor_api.error.native_code': '1007',
};
const text = errorBody(300).toString();

/** @returns What writing the telemetry of a success, and of an error of 300 bytes, adds to a span, in microseconds. */
export function measureFloor() {
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 });
  const meter = new MeterProvider({ readers: [reader] }).getMeter('floor');
  const tracer = new NodeTracerProvider().getTracer('floor');
  const requests = meter.createCounter('floor.requests');
  const errors = meter.createCounter('floor.errors');
  const retryAfter = meter.createHistogram('floor.retry_after');

  const variants = {
    span: () => tracer.startSpan('POST').end(),
    success: () => {
      const span = tracer.startSpan('POST');
      span.setAttributes(call);
      requests.add(1, ofSuccess);
      span.end();
    },
    error: () => {
      const span = tracer.startSpan('POST');
      JSON.parse(text);
      span.setAttributes(call);
      span.setAttributes(error);
      requests.add(1, ofFailure);
      errors.add(1, ofError);
      retryAfter.record(7, ofClass);
      span.end();
    },
  };

  /** @param {() => void} write @returns Microseconds for one. */
  const time = (write) => {
    const begin = process.hrtime.bigint();
    for (let count = 0; count < CALLS; count++) write();
    return Number(process.hrtime.bigint() - begin) / 1_000 / CALLS;
  };
  /** @type {number[]} */
  const success = [];
  /** @type {number[]} */
  const failure = [];
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    const span = time(variants.span);
    const rounds = [time(variants.success) - span, time(variants.error) - span];
    if (round < 0) continue;
    success.push(rounds[0] ?? 0);
    failure.push(rounds[1] ?? 0);
  }
  return { success: summary(success), error: summary(failure) };
}
