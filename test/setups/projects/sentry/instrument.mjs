import * as Sentry from '@sentry/node';
import { VendorErrorsInstrumentation } from 'opentelemetry-instrumentation-vendor-errors';

Sentry.init({
  dsn: process.env.SENTRY_DSN,
  tracesSampleRate: 1,
  openTelemetryInstrumentations: [new VendorErrorsInstrumentation()],
});
