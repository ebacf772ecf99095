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
    restores.push(
      before(trace, 'setGlobalTracerProvider', handOver),
      before(context, 'setGlobalContextManager', handOver),
      before(propagation, 'setGlobalPropagator', handOver),
      // A meter provider alone is not another SDK.
      before(metrics, 'setGlobalMeterProvider', () => metrics.disable()),
    );
  });
}

/** Calls back before the first call of a method. Returns a function that undoes it. */
function before<Name extends string>(
  target: { [name in Name]: (...args: never[]) => unknown },
  name: Name,
  callback: () => void,
): () => void {
  const original = target[name];
  const restore = () => {
    if (target[name] === watched) target[name] = original;
  };
  const watched = function (this: unknown, ...args: never[]): unknown {
    restore();
    callback();
    return original.apply(this, args);
  };
  target[name] = watched;
  return restore;
}
