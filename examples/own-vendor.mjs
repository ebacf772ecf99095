// @ts-check
// Your own vendor, next to the built-in ones. Its errors are { "fault": { "id": …, "kind": …, "text": … } }.
import { NodeSDK } from '@opentelemetry/sdk-node';
import {
  at,
  builtInVendors,
  codeText,
  defineVendor,
  text,
  VendorErrorsInstrumentation,
} from 'opentelemetry-instrumentation-vendor-errors';

const acme = defineVendor({
  name: 'acme',
  hosts: ['api.acme.example', '*.eu.acme.example'],
  traceId: [{ header: 'X-Request-Id' }, { body: ['fault', 'id'] }],
  readError: ({ body }) => ({ code: codeText(at(body, 'fault', 'kind')), message: text(at(body, 'fault', 'text')) }),
  codes: {
    throttled: { code: 'rate_limited', retryable: true, remedy: 'Send at most 10 requests per second and key.' },
    bad_number: { code: 'invalid_phone_number', retryable: false, remedy: 'Write the number in E.164 form.' },
  },
});

const vendors = [...builtInVendors(), acme];
const sdk = new NodeSDK({ instrumentations: [new VendorErrorsInstrumentation({ vendors })] });
sdk.start();
process.once('SIGTERM', () => sdk.shutdown());
