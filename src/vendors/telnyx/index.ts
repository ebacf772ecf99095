import { builtInVendor } from '../../definition/built-in-vendor.js';
import type { Vendor, VendorOptions } from '../../definition/vendor.js';
import { codes } from './codes.js';
import { readError } from './envelope.js';
import { routes } from './routes.js';
import { readWebhook } from './webhooks.js';

/**
 * Telnyx: SMS, MMS, RCS and WhatsApp. Webhooks are joined to their calls by the id of the message.
 *
 * @see https://developers.telnyx.com/docs/messaging/messages/error-codes
 */
export function telnyx(options: VendorOptions = {}): Vendor {
  return builtInVendor(
    {
      name: 'telnyx',
      documentation: 'https://developers.telnyx.com/docs/messaging/messages/error-codes',
      codePage: 'https://developers.telnyx.com/docs/overview/errors/{code}',
      hosts: ['api.telnyx.com'],
      // The vendor's SDK for Node.js reads both.
      traceId: [{ header: 'request-id' }, { header: 'x-request-id' }],
      readError: ({ body }) => readError(body),
      readWebhook,
      messageId: ['data', 'id'],
      routes,
      codes,
    },
    options,
  );
}
