/** The load of the tests: in `npm test` enough to find mistakes, in `npm run test:load` the documented numbers. */
export const sizes =
  process.env.LOAD === 'long'
    ? { faultCalls: 100_000, stalledBodies: 10_000, heapCalls: 1_000_000 }
    : { faultCalls: 2000, stalledBodies: 1000, heapCalls: 20_000 };

/** What the faults and the changes of the configuration are drawn with; the same calls for the same seed. */
export const seed = Number(process.env.LOAD_SEED ?? 1);
