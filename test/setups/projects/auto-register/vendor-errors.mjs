import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { VendorErrorsInstrumentation } from 'opentelemetry-instrumentation-vendor-errors';

registerInstrumentations({ instrumentations: [new VendorErrorsInstrumentation()] });
