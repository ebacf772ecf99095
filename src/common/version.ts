/** The name of the package and of its instrumentation scope. */
export const NAME = 'opentelemetry-instrumentation-vendor-errors';

/** The version of the package; a test compares it with package.json. */
export const VERSION = '0.1.0';
