export type { LinqWebhookEvent } from './linq-events.js';
export type { LinqWebhookOptions } from './linq-webhooks.js';
export { type SimulatedVendor, startVendorSimulator, type VendorSimulator } from './simulator.js';
export { SIMULATE_ANSWER_HEADER } from './vendor-server.js';
