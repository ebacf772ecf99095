import { builtInVendor } from '../../definition/built-in-vendor.js';
import type { Vendor, VendorOptions } from '../../definition/vendor.js';
import { codes, messages } from './codes.js';
import { readBulk, readError } from './envelope.js';
import { routes } from './routes.js';
import { readWebhook } from './webhooks.js';

/**
 * Trackly SMS. It sends no trace id.
 *
 * @see https://docs.tracklysms.com/api-reference/v2/error-codes
 */
export function trackly(options: VendorOptions = {}): Vendor {
  return builtInVendor(
    {
      name: 'trackly',
      documentation: 'https://docs.tracklysms.com/api-reference/v2/error-codes',
      hosts: ['app.tracklysms.com', 'api.tracklysms.com', 'tracklysms.com'],
      readError: ({ status, body }) => (status >= 400 ? readError(body) : undefined),
      readBulk: ({ body }) => readBulk(body),
      readWebhook,
      messageId: ['message_id'],
      successRoutes: ['POST /api/*'],
      routes,
      codes,
      messages,
    },
    options,
  );
}
