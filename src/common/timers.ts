import timers from 'node:timers';

/** The timers of Node.js, because tests replace the global ones, and calls must end all the same. */
export const { setImmediate, setTimeout } = timers;
