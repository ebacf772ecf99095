import { builtInVendor } from '../../definition/built-in-vendor.js';
import type { Vendor, VendorOptions } from '../../definition/vendor.js';
import { classes, codes } from './codes.js';
import { readError } from './envelope.js';
import { routes } from './routes.js';
import { readWebhook } from './webhooks.js';

/**
 * Linq: iMessage, RCS and SMS. Reads the v3 error envelope and the error list of the legacy v2 API.
 *
 * @see https://docs.linqapp.com/error
 */
export function linq(options: VendorOptions = {}): Vendor {
  return builtInVendor(
    {
      name: 'linq',
      documentation: 'https://docs.linqapp.com/error',
      hosts: ['api.linqapp.com'],
      traceId: [{ header: 'x-trace-id' }, { body: ['trace_id'] }],
      readError,
      readWebhook,
      routes,
      codes,
      classes,
    },
    options,
  );
}
