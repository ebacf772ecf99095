import fc from 'fast-check';
import { classifyFailure } from '../../src/normalize/network-failure.js';
import { fuzz, must } from './cases.js';
import { mustBeSound } from './soundness.js';
import { anyVendor } from './vendors.js';

const CODES = [
  'ECONNRESET',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'CERT_HAS_EXPIRED',
  'UND_ERR_SOCKET',
  'ABORT_ERR',
  '__proto__',
  'E',
  '',
];
const anyFailure = fc.letrec((tie) => ({
  failure: fc.oneof(
    { maxDepth: 6 },
    fc.anything(),
    fc.record(
      {
        name: fc.oneof(fc.constantFrom('TimeoutError', 'AbortError', 'HTTPParserError', 'Error'), fc.anything()),
        code: fc.oneof(fc.constantFrom(...CODES), fc.anything()),
        syscall: fc.constantFrom('connect', 'read'),
        errors: fc.oneof(fc.array(tie('failure'), { maxLength: 6 }), fc.anything()),
        cause: tie('failure'),
      },
      { requiredKeys: [] },
    ),
  ),
})).failure;

fuzz(
  'network failures: any error',
  fc.property(anyVendor, anyFailure, fc.boolean(), (vendor, failure, circular) => {
    if (circular && typeof failure === 'object' && failure !== null && Object.isExtensible(failure)) {
      Object.assign(failure, { cause: failure, errors: [failure, failure] });
    }
    const error = classifyFailure(vendor, failure, undefined);
    if (error === undefined) return;
    mustBeSound(error, vendor);
    must(error.category === 'network' && error.origin === 'network', 'not of the network', error);
  }),
);
