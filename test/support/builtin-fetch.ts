// All versions of undici share global dispatchers, and whichever is loaded first makes them. Node's own is loaded by
// the first look at `Response`: after this its `fetch` uses its own undici, whatever is imported later.
void globalThis.Response;

export interface BuiltInDispatcher {
  readonly constructor: unknown;
  close(): Promise<void>;
}

/** Undici up to 7 has the first key, from 8 on the second, and under the first a wrapper for older versions. */
const KEYS = ['undici.globalDispatcher.2', 'undici.globalDispatcher.1'].map((name) => Symbol.for(name));

const globals = globalThis as { [key: symbol]: BuiltInDispatcher | undefined };

/** The dispatcher of Node's `fetch`: Node.js does not export the undici that it has inside. */
export function builtInDispatcher(): BuiltInDispatcher {
  const dispatcher = KEYS.map((key) => globals[key]).find((each) => each !== undefined);
  if (dispatcher === undefined) throw new Error('fetch has no dispatcher');
  return dispatcher;
}

/** Closes the connections that the `fetch` of Node.js keeps. */
export async function closeFetch(): Promise<void> {
  const old = builtInDispatcher();
  const fresh = new (old.constructor as new () => BuiltInDispatcher)();
  for (const key of KEYS) if (globals[key] === old) globals[key] = fresh;
  await old.close();
}
