import { registerOTel } from '@vercel/otel';
import { VendorErrorsInstrumentation } from 'opentelemetry-instrumentation-vendor-errors';

export function register() {
  registerOTel({ serviceName: 'service', instrumentations: ['fetch', new VendorErrorsInstrumentation()] });
}
