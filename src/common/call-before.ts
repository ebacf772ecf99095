type Method = (...args: never[]) => unknown;
type ArgumentsOf<Value> = Parameters<Extract<Value, Method>>;

/**
 * Calls back before each call of one method of an object, with the same arguments. Does nothing if the method is missing.
 *
 * @returns a function that restores the method. If the method was wrapped again, that wrapper stays, and its calls still reach
 * the callback.
 */
export function callBefore<Target extends object, Name extends keyof Target>(
  target: Target,
  name: Name,
  callback: (...args: ArgumentsOf<Target[Name]>) => void,
): () => void {
  const original = target[name];
  if (typeof original !== 'function') return () => {};
  function watched(this: unknown, ...args: ArgumentsOf<Target[Name]>): unknown {
    callback(...args);
    return (original as unknown as Method).apply(this, args);
  }
  target[name] = watched as Target[Name];
  return () => {
    // Assign instead of `delete`: since Node.js 22, `delete` puts the object into V8's slow dictionary mode.
    if (target[name] === watched) target[name] = original;
  };
}
