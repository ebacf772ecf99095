import { NodeSDK } from '@opentelemetry/sdk-node';
import { VendorErrorsInstrumentation } from 'opentelemetry-instrumentation-vendor-errors';

const sdk = new NodeSDK({ instrumentations: [new VendorErrorsInstrumentation()] });
sdk.start();
