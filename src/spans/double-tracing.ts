import type { Span } from '@opentelemetry/api';
import { warnOnce } from '../common/warn.js';
import { scopeNameOf } from './scope-name.js';

/** Warns about two spans of one instrumentation for one request. The plugin cannot remove one of them. */
export function warnOfDoubleTracing(spans: readonly Span[]): void {
  const names = spans.map(scopeNameOf).filter((name) => name !== undefined);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return;
  warnOnce(
    'VENDOR_ERRORS_DOUBLE_TRACING',
    `${twice} creates two client spans for each HTTP call. If it is registered twice, leave out one registration: an SDK ` +
      'such as Sentry, or getNodeAutoInstrumentations(), already contains it. If it is registered once, a loader hook ' +
      '(OpenTelemetry 3.x, Sentry) patches node:http twice: leave out the loader hook.',
  );
}
