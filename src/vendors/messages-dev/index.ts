import { builtInVendor } from '../../definition/built-in-vendor.js';
import type { Vendor, VendorOptions } from '../../definition/vendor.js';
import { classes, codes } from './codes.js';
import { readError } from './envelope.js';
import { routes } from './routes.js';
import { readWebhook } from './webhooks.js';

/**
 * messages.dev: iMessage. Its `request_id` is only in the body, also of successful responses.
 *
 * The base URL differs per customer; the dashboard of messages.dev shows it. If its host is not `api.messages.dev`, pass it,
 * because otherwise no call is watched.
 *
 * @example
 * ```ts
 * messagesDev({ hosts: ['acme.messages.example'] });
 * ```
 *
 * @see https://messages.dev/docs/concepts/errors
 */
export function messagesDev(options: VendorOptions = {}): Vendor {
  return builtInVendor(
    {
      name: 'messages.dev',
      documentation: 'https://messages.dev/docs/concepts/errors',
      hosts: ['api.messages.dev'],
      traceId: [{ body: ['request_id'] }, { body: ['error', 'request_id'] }],
      readError: ({ body }) => readError(body),
      readWebhook,
      routes,
      codes,
      classes,
    },
    options,
  );
}
