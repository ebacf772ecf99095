// @ts-check
// Without the plugin, with it, and by hand: for calls that are published to undici's channels.
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { linq, messagesDev, VendorErrorsInstrumentation } from 'opentelemetry-instrumentation-vendor-errors';
import { createInstruments, hooksByHand } from './by-hand.mjs';
import { createMeterProvider } from './meter-provider.mjs';
import { median } from './statistics.mjs';

/** Starts the SDK. All variants are off. */
export function startVariants() {
  const tracerProvider = new NodeTracerProvider();
  tracerProvider.register();
  const meterProvider = createMeterProvider();
  const undici = new UndiciInstrumentation();
  const plugin = new VendorErrorsInstrumentation({ vendors: [linq(), messagesDev()] });
  registerInstrumentations({ tracerProvider, meterProvider, instrumentations: [undici, plugin] });
  plugin.disable();
  const instruments = createInstruments(meterProvider.getMeter('benchmark'));
  const hooks = hooksByHand(instruments, (origin) => origin.endsWith('linqapp.com'));
  return [
    { name: 'undici', on: () => {}, off: () => {} },
    { name: 'plugin', on: () => plugin.enable(), off: () => plugin.disable() },
    { name: 'byHand', on: () => undici.setConfig(hooks), off: () => undici.setConfig({}) },
  ];
}

/**
 * Measures the variants by turns, so that whatever else the machine does meets all of them.
 *
 * @param {ReturnType<typeof startVariants>} variants
 * @param {number} warmUp Rounds that do not count.
 * @param {number} rounds
 * @param {() => number} measure Microseconds per call.
 */
export function byTurns(variants, warmUp, rounds, measure) {
  /** @type {Record<string, number[]>} */
  const times = Object.fromEntries(variants.map(({ name }) => [name, []]));
  for (let round = -warmUp; round < rounds; round++) {
    // Each goes first every third time, for the first may pay for the garbage of the last.
    const first = (round + warmUp) % variants.length;
    for (const { name, on, off } of [...variants.slice(first), ...variants.slice(0, first)]) {
      on();
      const taken = measure();
      off();
      if (round >= 0) times[name]?.push(taken);
    }
  }
  const { undici: without = [], plugin = [], byHand = [] } = times;
  const added = (/** @type {readonly number[]} */ values) =>
    median(values.map((value, round) => value - (without[round] ?? Number.NaN)));
  return { without: median(without), added: added(plugin), addedByHand: added(byHand) };
}
