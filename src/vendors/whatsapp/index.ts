import { builtInVendor } from '../../definition/built-in-vendor.js';
import { at } from '../../definition/json.js';
import type { Vendor, VendorOptions } from '../../definition/vendor.js';
import { codes } from './codes.js';
import { readError } from './envelope.js';
import { routes } from './routes.js';
import { readWebhook } from './webhooks.js';

/**
 * The WhatsApp Cloud API of Meta: sending messages and uploading media. The host serves all of Meta's Graph API; calls to
 * other paths are left alone.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes
 */
export function whatsapp(options: VendorOptions = {}): Vendor {
  return builtInVendor(
    {
      name: 'whatsapp',
      documentation: 'https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes',
      hosts: ['graph.facebook.com'],
      traceId: [{ body: ['error', 'fbtrace_id'] }],
      readError: ({ body }) => readError(at(body, 'error')),
      readWebhook,
      messageId: ['messages', '0', 'id'],
      routes,
      onlyRoutes: true,
      codes,
    },
    options,
  );
}
