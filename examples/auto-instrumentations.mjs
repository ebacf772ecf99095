// @ts-check
// Next to the auto-instrumentations: their spans are enriched, no second ones are made.
import { getNodeAutoInstrumentations } from '@opentelemetry/auto-instrumentations-node';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { VendorErrorsInstrumentation } from 'opentelemetry-instrumentation-vendor-errors';

const auto = getNodeAutoInstrumentations();
const sdk = new NodeSDK({ instrumentations: [auto, new VendorErrorsInstrumentation()] });
sdk.start();
process.once('SIGTERM', () => sdk.shutdown());
