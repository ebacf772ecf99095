const { VendorErrorsInstrumentation } = require('opentelemetry-instrumentation-vendor-errors');

new VendorErrorsInstrumentation();
