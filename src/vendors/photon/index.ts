import { builtInVendor } from '../../definition/built-in-vendor.js';
import type { Vendor, VendorOptions } from '../../definition/vendor.js';
import { classes, codes } from './codes.js';
import { readError } from './envelope.js';
import { routes } from './routes.js';
import { readWebhook } from './webhooks.js';

/**
 * Photon: iMessage, through its HTTP server. Its `retryable` is authoritative. Calls over gRPC, the other transport of
 * Photon's SDK, are not visible.
 *
 * Photon's SDK has no default address. Pass the host of your HTTP server, or no call is watched.
 *
 * @example
 * ```ts
 * photon({ hosts: ['imessage.acme.example'] });
 * ```
 *
 * @see https://photon.codes/docs/advanced-kits/imessage/error-handling
 */
export function photon(options: VendorOptions = {}): Vendor {
  return builtInVendor(
    {
      name: 'photon',
      documentation: 'https://photon.codes/docs/advanced-kits/imessage/error-handling',
      // The address that Photon's own client connects to by default, over gRPC.
      hosts: ['imessage.spectrum.photon.codes'],
      traceId: [{ header: 'x-request-id' }, { body: ['requestId'] }],
      readError: ({ body }) => readError(body),
      readWebhook,
      routes,
      codes,
      classes,
    },
    options,
  );
}
