import fc from 'fast-check';
import { builtInVendors, defineVendor, readProblemDetails, type Vendor } from '../../src/index.js';

/** A vendor that a user defines with the reader of the package. */
const problems = defineVendor({
  name: 'problems',
  hosts: ['problems.test'],
  traceId: [{ header: 'X-Request-Id' }, { body: ['instance'] }],
  readError: readProblemDetails,
  successRoutes: ['/api/*'],
  codes: { 'urn:too-fast': { code: 'rate_limited', retryable: true, remedy: 'Wait.' } },
});

export const vendors: readonly Vendor[] = [...builtInVendors(), problems];

export const anyVendor = fc.constantFrom(...vendors);
