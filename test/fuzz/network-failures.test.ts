import fc from 'fast-check';
import { normalizeFailure } from '../../src/index.js';
import { classifyFailure } from '../../src/normalize/network-failure.js';
import { fuzz, must } from './cases.js';
import { anyHeaders, anyStatus } from './responses.js';
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
const anyResponse = fc.record(
  {
    status: anyStatus,
    statusCode: anyStatus,
    headers: fc.oneof(anyHeaders, fc.anything()),
    data: fc.anything(),
    body: fc.anything(),
  },
  { requiredKeys: [] },
);
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
        response: fc.oneof(anyResponse, fc.anything()),
        message: fc.oneof(fc.string(), fc.anything()),
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
    const thrown = normalizeFailure(vendor, failure, { status: 200 });
    if (thrown !== undefined) mustBeSound(thrown, vendor);
    const error = classifyFailure(vendor, failure, undefined);
    if (error === undefined) return;
    mustBeSound(error, vendor);
    must(error.category === 'network' && error.origin === 'network', 'not of the network', error);
  }),
);
