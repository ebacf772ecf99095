import { type Context, createContextKey, ROOT_CONTEXT } from '@opentelemetry/api';

/** The key of `suppressTracing` in `@opentelemetry/core`, which is the same in both lines of OpenTelemetry. */
const SUPPRESS_TRACING = createContextKey('OpenTelemetry SDK Context Key SUPPRESS_TRACING');

/** A context without spans, because the plugin's own calls do not belong to the application. */
export const untraced: Context = ROOT_CONTEXT.setValue(SUPPRESS_TRACING, true);
