// @ts-check
// What the telemetry takes by itself, and the parsing of the body, however little the rest takes.

import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { errorBody } from './bodies.mjs';
import { createInstruments, writeError, writeSuccess } from './by-hand.mjs';
import { createMeterProvider } from './meter-provider.mjs';
import { summary } from './statistics.mjs';

const CALLS = 5_000;
const WARM_UP = 6;
const ROUNDS = 30;

const text = errorBody(300).toString();

/** @returns What writing the telemetry of a success, and of an error of 300 bytes, adds to a span, in microseconds. */
export function measureFloor() {
  const instruments = createInstruments(createMeterProvider().getMeter('floor'));
  const tracer = new NodeTracerProvider().getTracer('floor');

  const variants = {
    span: () => tracer.startSpan('POST').end(),
    success: () => {
      const span = tracer.startSpan('POST');
      writeSuccess(span, instruments);
      span.end();
    },
    error: () => {
      const span = tracer.startSpan('POST');
      JSON.parse(text);
      writeError(span, instruments);
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
