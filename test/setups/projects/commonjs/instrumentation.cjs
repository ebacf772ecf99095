const { getNodeAutoInstrumentations } = require('@opentelemetry/auto-instrumentations-node');
const { NodeSDK } = require('@opentelemetry/sdk-node');
const { VendorErrorsInstrumentation } = require('opentelemetry-instrumentation-vendor-errors');

const sdk = new NodeSDK({ instrumentations: [getNodeAutoInstrumentations(), new VendorErrorsInstrumentation()] });
sdk.start();
process.once('beforeExit', () => sdk.shutdown());
