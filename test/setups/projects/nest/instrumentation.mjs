import { getNodeAutoInstrumentations } from '@opentelemetry/auto-instrumentations-node';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { VendorErrorsInstrumentation } from 'opentelemetry-instrumentation-vendor-errors';

const sdk = new NodeSDK({ instrumentations: [getNodeAutoInstrumentations(), new VendorErrorsInstrumentation()] });
sdk.start();
process.once('beforeExit', () => sdk.shutdown());
