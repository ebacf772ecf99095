import { useAzureMonitor } from '@azure/monitor-opentelemetry';
import { VendorErrorsInstrumentation } from 'opentelemetry-instrumentation-vendor-errors';

useAzureMonitor();
new VendorErrorsInstrumentation();
