import * as Sentry from '@sentry/node';
import { VendorErrorsInstrumentation } from 'opentelemetry-instrumentation-vendor-errors';

// Sentry 11 traces without OpenTelemetry. The plugin makes the spans of fetch in place of Sentry's integration.
Sentry.init({
  dsn: process.env.SENTRY_DSN,
  tracesSampleRate: 1,
  enableOpenTelemetrySetup: true,
  integrations: [Sentry.nativeNodeFetchIntegration({ spans: false })],
});
new VendorErrorsInstrumentation();
