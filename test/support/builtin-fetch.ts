// All versions of undici share global dispatchers, which the first loaded version creates. Accessing `Response` loads
// the version of Node.js, so that its `fetch` uses its own undici after later imports.
void globalThis.Response;

export interface BuiltInDispatcher {
  readonly constructor: unknown;
  close(): Promise<void>;
}

/** Undici up to 7 has the first key, from 8 on the second, and under the first a wrapper for older versions. */
const KEYS = ['undici.globalDispatcher.2', 'undici.globalDispatcher.1'].map((name) => Symbol.for(name));

const globals = globalThis as { [key: symbol]: BuiltInDispatcher | undefined };

/** The dispatcher of `fetch` in Node.js, which does not export its own undici. */
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
