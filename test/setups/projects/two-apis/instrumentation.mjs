import './telemetry/start.cjs';
import { VendorErrorsInstrumentation } from 'opentelemetry-instrumentation-vendor-errors';

new VendorErrorsInstrumentation();
