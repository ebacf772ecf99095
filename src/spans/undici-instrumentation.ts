/** Loaded on demand as `#undici-instrumentation`, which is a separate file in the build. */
export { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
