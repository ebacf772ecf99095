import { callBefore } from '../common/call-before.js';
import { type Api, forEachApi } from './api-copies.js';

/**
 * Calls back once, before another SDK registers. The API has no event for this and refuses a second registration, so
 * its setters are watched.
 */
export function beforeOtherSdk(onOther: (copies: readonly Api[]) => void): void {
  const copies: Api[] = [];
  const restores: (() => void)[] = [];
  let isOver = false;
  const handOver = () => {
    if (isOver) return;
    isOver = true;
    for (const restore of restores) restore();
    onOther(copies);
  };
  forEachApi((copy) => {
    if (isOver) return;
    copies.push(copy);
    const { trace, context, propagation, metrics } = copy;
    // A meter provider alone is not another SDK.
    const restoreMetrics = callBefore(metrics, 'setGlobalMeterProvider', () => {
      restoreMetrics();
      metrics.disable();
    });
    restores.push(
      callBefore(trace, 'setGlobalTracerProvider', handOver),
      callBefore(context, 'setGlobalContextManager', handOver),
      callBefore(propagation, 'setGlobalPropagator', handOver),
      restoreMetrics,
    );
  });
}
