/** What a process has that could be left over. */
export function resources(): string[] {
  return process
    .getActiveResourcesInfo()
    .filter((kind) => /^(?:TCP|Timeout|Immediate|Pipe|GetAddrInfo)/.test(kind))
    .sort();
}

/** What a list has more of than another. */
export function moreThan(before: readonly string[], after: readonly string[]): string[] {
  const rest = [...before];
  return after.filter((each) => {
    const index = rest.indexOf(each);
    if (index >= 0) rest.splice(index, 1);
    return index < 0;
  });
}

/** Closes the connections that the `fetch` of Node.js keeps; its dispatcher is known to all versions of undici. */
export async function closeFetch(): Promise<void> {
  const key = Symbol.for('undici.globalDispatcher.1');
  const shared = globalThis as { [key]?: { readonly constructor: new () => object; close(): Promise<void> } };
  const dispatcher = shared[key];
  if (dispatcher === undefined) throw new Error('fetch has no dispatcher');
  Object.assign(shared, { [key]: new dispatcher.constructor() });
  await dispatcher.close();
}
