const tracer = require('dd-trace').init();
const { VendorErrorsInstrumentation } = require('opentelemetry-instrumentation-vendor-errors');

// The plugin makes the spans of fetch in place of dd-trace, through the OpenTelemetry API.
tracer.use('fetch', false);
tracer.use('undici', false);
new tracer.TracerProvider().register();
new VendorErrorsInstrumentation();
