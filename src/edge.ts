/** The package without Node.js, for edge functions, workers and browsers. The conditions in `exports` choose it. */

export * from './index.js';
export { NoInstrumentation as VendorErrorsInstrumentation } from './instrumentation/no-instrumentation.js';
