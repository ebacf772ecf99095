import { builtInVendor } from '../../definition/built-in-vendor.js';
import type { Vendor, VendorOptions } from '../../definition/vendor.js';
import { codes } from './codes.js';
import { readBulk, readError } from './envelope.js';
import { routes } from './routes.js';
import { readWebhook } from './webhooks.js';

/**
 * Resend: e-mail. It sends no trace id. Webhooks are joined to their calls by the `id` of `POST /emails`; those of a
 * batch are not joined.
 *
 * @see https://resend.com/docs/api-reference/errors
 */
export function resend(options: VendorOptions = {}): Vendor {
  return builtInVendor(
    {
      name: 'resend',
      documentation: 'https://resend.com/docs/api-reference/errors',
      hosts: ['api.resend.com'],
      readError: (response) => (response.status >= 400 ? readError(response) : undefined),
      readBulk: ({ body }) => readBulk(body),
      readWebhook,
      messageId: ['id'],
      successRoutes: ['POST /emails/batch'],
      routes,
      codes,
    },
    options,
  );
}
