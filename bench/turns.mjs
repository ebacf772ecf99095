// @ts-check
// With and without the plugin by turns, so that whatever else the machine does meets both.
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { VendorErrorsInstrumentation } from 'opentelemetry-instrumentation-vendor-errors';
import { publish } from './messages.mjs';
import { createMeterProvider } from './meter-provider.mjs';
import { median } from './statistics.mjs';

const CALLS = 5_000;
/** Not counted: until all that a call needs is compiled. */
const WARM_UP = 4;
const ROUNDS = 10;

/** Starts the SDK with the plugin, which is off. @param {readonly import('opentelemetry-instrumentation-vendor-errors').Vendor[]} vendors */
export function startPlugin(vendors) {
  const tracerProvider = new NodeTracerProvider();
  tracerProvider.register();
  const plugin = new VendorErrorsInstrumentation({ vendors });
  const instrumentations = [new UndiciInstrumentation(), plugin];
  registerInstrumentations({ tracerProvider, meterProvider: createMeterProvider(), instrumentations });
  plugin.disable();
  return plugin;
}

/**
 * Microseconds that a call takes with `UndiciInstrumentation` alone, and that the plugin adds.
 *
 * @param {VendorErrorsInstrumentation} plugin
 * @param {import('./messages.mjs').Call} call
 */
export async function measureByTurns(plugin, call) {
  const without = [];
  const added = [];
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    const alone = await publish(call, CALLS);
    plugin.enable();
    const both = await publish(call, CALLS);
    plugin.disable();
    if (round < 0) continue;
    without.push(alone);
    added.push(both - alone);
  }
  return { without: median(without), added: median(added) };
}
