const newrelic = require('newrelic');
const { VendorErrorsInstrumentation } = require('opentelemetry-instrumentation-vendor-errors');

new VendorErrorsInstrumentation();
process.once('beforeExit', () => newrelic.shutdown({ collectPendingData: true, timeout: 3000 }));
