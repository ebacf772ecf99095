export type { LinqWebhookOptions } from './testing/linq-webhooks.js';
export { type SimulatedVendor, startVendorSimulator, type VendorSimulator } from './testing/simulator.js';
export { SIMULATE_ANSWER_HEADER } from './testing/vendor-server.js';
export type { LinqWebhookEvent } from './vendors/linq/sample-events.js';
