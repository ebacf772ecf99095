import { NextResponse } from 'next/server';
import { VendorErrorsInstrumentation } from 'opentelemetry-instrumentation-vendor-errors';

new VendorErrorsInstrumentation();

export const middleware = () => NextResponse.next();
