// @ts-check
// The same from CommonJS: node --require ./commonjs.cjs app.js
const { NodeSDK } = require('@opentelemetry/sdk-node');
const { VendorErrorsInstrumentation } = require('opentelemetry-instrumentation-vendor-errors');

const sdk = new NodeSDK({
  instrumentations: [
    new VendorErrorsInstrumentation({
      // Joins a line of the log to the ticket at the vendor.
      errorHook: (_span, error) => {
        console.error(`${error.vendor}: ${error.code}, retryable: ${error.retryable}, trace id: ${error.traceId}`);
      },
    }),
  ],
});
sdk.start();
process.once('SIGTERM', () => sdk.shutdown());
