import {
  linq,
  type VendorErrorsConfig,
  VendorErrorsInstrumentation,
} from 'opentelemetry-instrumentation-vendor-errors';
import { startVendorSimulator } from 'opentelemetry-instrumentation-vendor-errors/testing';

const config: VendorErrorsConfig = { vendors: [linq()] };
export const plugin = new VendorErrorsInstrumentation(config);
export const simulator = startVendorSimulator();
