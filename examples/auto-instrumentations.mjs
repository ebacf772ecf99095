// @ts-check
// Next to the auto-instrumentations: the plugin enriches their spans and creates none.
import { getNodeAutoInstrumentations } from '@opentelemetry/auto-instrumentations-node';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { VendorErrorsInstrumentation } from 'opentelemetry-instrumentation-vendor-errors';

const auto = getNodeAutoInstrumentations();
const sdk = new NodeSDK({ instrumentations: [auto, new VendorErrorsInstrumentation()] });
sdk.start();
process.once('SIGTERM', () => sdk.shutdown());
