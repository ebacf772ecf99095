import { getNodeAutoInstrumentations } from '@opentelemetry/auto-instrumentations-node';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { VendorErrorsInstrumentation } from 'opentelemetry-instrumentation-vendor-errors';

// No spans for this host, on purpose. Its calls are counted all the same.
const auto = getNodeAutoInstrumentations({
  '@opentelemetry/instrumentation-http': {
    ignoreOutgoingRequestHook: ({ hostname }) => hostname === 'api.linqapp.com',
  },
  '@opentelemetry/instrumentation-undici': {
    ignoreRequestHook: ({ origin }) => new URL(origin).hostname === 'api.linqapp.com',
  },
});
const sdk = new NodeSDK({ instrumentations: [auto, new VendorErrorsInstrumentation()] });
sdk.start();
process.once('beforeExit', () => sdk.shutdown());
