/** The timers from before a test replaces them, because calls must end all the same. */
export const { setImmediate, setTimeout } = globalThis;
