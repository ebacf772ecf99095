// @ts-check
// Code that takes the place of a benchmark's own in the processor's caches, as the rest of an application does.

/** Together some megabytes of machine code: more than a second-level cache holds. */
const FUNCTIONS = 2_000;
const BRANCHES = 24;
/** Until all of it is compiled. */
const WARM_UP = 2_000;

const data = Uint32Array.from({ length: 4096 }, (_, index) => Math.imul(index + 1, 0x9e3779b1));

/** @param {number} number Makes the function another than all others. @returns {(data: Uint32Array, value: number) => number} */
function makeFunction(number) {
  const branches = Array.from({ length: BRANCHES }, (_, branch) => {
    const bit = 1 << ((number + branch) % 31);
    const place = `(value + ${branch * 37 + number}) & 4095`;
    return `if (data[${place}] & ${bit}) value = (value * ${3 + 2 * branch} + ${number}) | 0; else value ^= ${number * branch + 1};`;
  });
  return /** @type {any} */ (new Function('data', 'value', `${branches.join('\n')}\nreturn value;`));
}

/** @returns A function that runs all of the code once. */
export function otherCode() {
  const functions = Array.from({ length: FUNCTIONS }, (_, number) => makeFunction(number));
  let value = 0;
  const run = () => {
    for (const each of functions) value ^= each(data, value);
  };
  for (let count = 0; count < WARM_UP; count++) run();
  return run;
}
