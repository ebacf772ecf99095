import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { VendorErrorsInstrumentation } from 'opentelemetry-instrumentation-vendor-errors';

const sdk = new NodeSDK({
  instrumentations: [new HttpInstrumentation(), new UndiciInstrumentation(), new VendorErrorsInstrumentation()],
});
sdk.start();
process.once('beforeExit', () => sdk.shutdown());
