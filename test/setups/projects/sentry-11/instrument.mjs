import * as Sentry from '@sentry/node';
import { VendorErrorsInstrumentation } from 'opentelemetry-instrumentation-vendor-errors';

// Sentry 11 traces without OpenTelemetry. The plugin creates the spans of fetch instead of Sentry's integration.
Sentry.init({
  dsn: process.env.SENTRY_DSN,
  tracesSampleRate: 1,
  enableOpenTelemetrySetup: true,
  integrations: [Sentry.nativeNodeFetchIntegration({ spans: false })],
});
new VendorErrorsInstrumentation();
