// @ts-check
// The smallest set-up: node --import ./alone.mjs app.mjs
import { NodeSDK } from '@opentelemetry/sdk-node';
import { VendorErrorsInstrumentation } from 'opentelemetry-instrumentation-vendor-errors';

const sdk = new NodeSDK({ instrumentations: [new VendorErrorsInstrumentation()] });
sdk.start();
process.once('SIGTERM', () => sdk.shutdown());
