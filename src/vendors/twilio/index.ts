import { builtInVendor } from '../../definition/built-in-vendor.js';
import type { Vendor, VendorOptions } from '../../definition/vendor.js';
import { codes } from './codes.js';
import { readError } from './envelope.js';
import { routes } from './routes.js';
import { readWebhook } from './webhooks.js';

/**
 * Twilio: SMS, MMS, WhatsApp and RCS.
 *
 * It watches the hosts of the messaging APIs, and all hosts of Twilio's regions, such as `api.dublin.ie1.twilio.com`, because
 * a pattern can only begin with a star. There, calls of other products are watched too; no code means anything else in
 * another product, because all of them share one dictionary. For hosts such as `conversations.twilio.com` pass `hosts`.
 *
 * @see https://www.twilio.com/docs/api/errors
 */
export function twilio(options: VendorOptions = {}): Vendor {
  return builtInVendor(
    {
      name: 'twilio',
      documentation: 'https://www.twilio.com/docs/api/errors',
      codePage: 'https://www.twilio.com/docs/api/errors/{code}',
      hosts: [
        'api.twilio.com',
        'messaging.twilio.com',
        'content.twilio.com',
        // The documented regions: `{product}.{edge}.{region}.twilio.com`.
        '*.us1.twilio.com',
        '*.ie1.twilio.com',
        '*.au1.twilio.com',
        '*.jp1.twilio.com',
      ],
      traceId: [{ header: 'twilio-request-id' }],
      readError: ({ body }) => readError(body),
      readWebhook,
      messageId: ['sid'],
      routes,
      codes,
    },
    options,
  );
}
