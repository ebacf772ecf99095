import { builtInVendor } from '../../definition/built-in-vendor.js';
import type { Vendor, VendorOptions } from '../../definition/vendor.js';
import { classes, codes } from './codes.js';
import { readError, saysFailed } from './envelope.js';
import { routes } from './routes.js';
import { readWebhook } from './webhooks.js';

/**
 * Chert: iMessage, with integrations for Salesforce, HubSpot and Slack. Its `retryable` is authoritative.
 *
 * @see https://docs.trychert.com/api/errors
 */
export function chert(options: VendorOptions = {}): Vendor {
  return builtInVendor(
    {
      name: 'chert',
      documentation: 'https://docs.trychert.com/api/errors',
      hosts: ['console.trychert.com'],
      traceId: [{ header: 'x-trace-id' }, { body: ['trace_id'] }, { body: ['outputFields', 'trace_id'] }],
      readError: ({ status, body }) => (status >= 400 || saysFailed(body) ? readError(body) : undefined),
      readWebhook,
      successRoutes: ['POST /api/v1/send', '/api/salesforce/*', '/api/hubspot/*'],
      routes,
      codes,
      classes,
    },
    options,
  );
}
