import * as logfire from '@pydantic/logfire-node';
import { VendorErrorsInstrumentation } from 'opentelemetry-instrumentation-vendor-errors';

logfire.configure({ serviceName: 'service', instrumentations: [new VendorErrorsInstrumentation()] });
