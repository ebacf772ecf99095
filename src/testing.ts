export type { LinqWebhookOptions } from './testing/linq-webhooks.js';
export type { OwnVendor, SampleAnswer } from './testing/own-vendor.js';
export {
  type SimulatedVendor,
  type SimulatorOptions,
  startVendorSimulator,
  type VendorSimulator,
} from './testing/simulator.js';
export { SIMULATE_ANSWER_HEADER } from './testing/vendor-server.js';
export type { LinqWebhookEvent } from './vendors/linq/sample-events.js';
