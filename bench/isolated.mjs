// @ts-check
// The time that the plugin adds to a call, without sockets.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { linq, messagesDev, VendorErrorsInstrumentation } from 'opentelemetry-instrumentation-vendor-errors';
import { createInstruments, floorHook } from './by-hand.mjs';
import { calls, publish } from './messages.mjs';
import { createMeterProvider } from './meter-provider.mjs';
import { median, summary } from './statistics.mjs';

const CALLS = 5_000;
const WARM_UP = 6;
const ROUNDS = 12;
/** Two processes with the same code differ by more than two rounds of one: in where the code lies, and what is made of it. */
const PROCESSES = 7;

/** @param {import('./messages.mjs').Call} call @returns Microseconds per call. */
function time(call) {
  const begin = process.hrtime.bigint();
  publish(call, CALLS);
  return Number(process.hrtime.bigint() - begin) / 1_000 / CALLS;
}

/**
 * Times each call without and with the plugin, and with the floor, by turns, so that whatever else the machine does meets
 * all of them. The floor writes what a call of Linq gets, so it says nothing of other vendors' calls.
 *
 * @returns Of each call the medians, in microseconds.
 */
function measure() {
  const tracerProvider = new NodeTracerProvider();
  tracerProvider.register();
  const meterProvider = createMeterProvider();
  const undici = new UndiciInstrumentation();
  const plugin = new VendorErrorsInstrumentation({ vendors: [linq(), messagesDev()], enrich: undici });
  registerInstrumentations({ tracerProvider, meterProvider, instrumentations: [undici, plugin] });
  plugin.disable();
  const instruments = createInstruments(meterProvider.getMeter('benchmark'));
  const responseHook = floorHook(instruments, (origin) => origin.endsWith('linqapp.com'));
  const variants = [
    { name: 'undici', on: () => {}, off: () => {} },
    { name: 'plugin', on: () => plugin.enable(), off: () => plugin.disable() },
    { name: 'floor', on: () => undici.setConfig({ responseHook }), off: () => undici.setConfig({}) },
  ];
  return calls.map((call) => {
    /** @type {Record<string, number[]>} */
    const times = Object.fromEntries(variants.map(({ name }) => [name, []]));
    for (let round = -WARM_UP; round < ROUNDS; round++) {
      // Each goes first every third time, for the first may pay for the garbage of the last.
      const first = (round + WARM_UP) % variants.length;
      for (const { name, on, off } of [...variants.slice(first), ...variants.slice(0, first)]) {
        on();
        const taken = time(call);
        off();
        if (round >= 0) times[name]?.push(taken);
      }
    }
    const { undici: without = [], plugin: both = [], floor = [] } = times;
    const added = (/** @type {readonly number[]} */ values) =>
      median(values.map((value, round) => value - (without[round] ?? Number.NaN)));
    return { without: median(without), added: added(both), addedByFloor: added(floor) };
  });
}

/** Measures each call in several processes, one after another. */
export async function measureIsolated() {
  /** @type {ReturnType<typeof measure>[]} */
  const measured = [];
  for (let count = 0; count < PROCESSES; count++) {
    const [result] = await once(fork(import.meta.filename), 'message');
    measured.push(result);
  }
  return calls.map(({ name, target }, index) => {
    const ofCall = measured.flatMap((result) => result[index] ?? []);
    return {
      name,
      target,
      without: median(ofCall.map(({ without }) => without)),
      added: summary(ofCall.map(({ added }) => added)),
      proportion: summary(ofCall.map(({ added, without }) => added / without)),
      proportionOfFloor: summary(ofCall.map(({ addedByFloor, without }) => addedByFloor / without)),
    };
  });
}

if (process.argv[1] === import.meta.filename) process.send?.(measure());
