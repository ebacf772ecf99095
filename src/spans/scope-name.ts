import type { Span } from '@opentelemetry/api';

/**
 * The name of the instrumentation that has started a span, if OpenTelemetry's SDK is used: 2.x and later have the first
 * property, 1.x has the second.
 */
export function scopeNameOf(span: Span): string | undefined {
  const { instrumentationScope, instrumentationLibrary } = span as {
    instrumentationScope?: { name: string };
    instrumentationLibrary?: { name: string };
  };
  return (instrumentationScope ?? instrumentationLibrary)?.name;
}
