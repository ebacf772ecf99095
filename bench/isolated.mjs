// @ts-check
// The time that the plugin adds to a call, without sockets.
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { linq, messagesDev, VendorErrorsInstrumentation } from 'opentelemetry-instrumentation-vendor-errors';
import { calls, publish } from './messages.mjs';
import { createMeterProvider } from './meter-provider.mjs';
import { median, summary } from './statistics.mjs';

const CALLS = 5_000;
const WARM_UP = 6;
const ROUNDS = 60;

/** @param {import('./messages.mjs').Call} call @returns Microseconds per call. */
function time(call) {
  const begin = process.hrtime.bigint();
  publish(call, CALLS);
  return Number(process.hrtime.bigint() - begin) / 1_000 / CALLS;
}

/** Times each call without and with the plugin by turns, so that whatever else the machine does meets both. */
export function measureIsolated() {
  const tracerProvider = new NodeTracerProvider();
  tracerProvider.register();
  const meterProvider = createMeterProvider();
  const undici = new UndiciInstrumentation();
  const plugin = new VendorErrorsInstrumentation({ vendors: [linq(), messagesDev()], enrich: undici });
  registerInstrumentations({ tracerProvider, meterProvider, instrumentations: [undici, plugin] });
  return calls.map((call) => {
    /** @type {number[]} */
    const without = [];
    /** @type {number[]} */
    const added = [];
    const measure = (/** @type {boolean} */ enabled) => {
      if (enabled) plugin.enable();
      else plugin.disable();
      return time(call);
    };
    for (let round = -WARM_UP; round < ROUNDS; round++) {
      // Each goes first every other time, for the first may pay for the garbage of the last.
      const first = measure(round % 2 === 0);
      const second = measure(round % 2 !== 0);
      const [base, both] = round % 2 === 0 ? [second, first] : [first, second];
      if (round < 0) continue;
      without.push(base);
      added.push(both - base);
    }
    return { name: call.name, without: median(without), added: summary(added), target: call.target };
  });
}
