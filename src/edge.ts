/** The package without Node.js: for edge functions, workers and browsers. Chosen by the conditions in `exports`. */

export * from './index.js';
export { NoInstrumentation as VendorErrorsInstrumentation } from './instrumentation/no-instrumentation.js';
