/** Loaded as `#undici-instrumentation`, when it is needed: a file of its own in the build. */
export { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
