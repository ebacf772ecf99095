import { type Context, createContextKey, ROOT_CONTEXT } from '@opentelemetry/api';

/** As `suppressTracing` of `@opentelemetry/core` does, whose key is the same in both lines of OpenTelemetry. */
const SUPPRESS_TRACING = createContextKey('OpenTelemetry SDK Context Key SUPPRESS_TRACING');

/** A context in which no spans are made: the plugin's own calls are not the application's. */
export const untraced: Context = ROOT_CONTEXT.setValue(SUPPRESS_TRACING, true);
