// @ts-check
// The time that the plugin adds to a call, without sockets.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { byTurns, startVariants } from './isolated-variants.mjs';
import { calls, publish } from './messages.mjs';
import { otherCode } from './other-code.mjs';
import { median, summary } from './statistics.mjs';

const CALLS = 5_000;
const WARM_UP = 6;
const ROUNDS = 12;
/** Two processes with the same code differ by more than two rounds of one: in where the code lies, and what is made of it. */
const processes = { warm: 5, cold: 3 };
const COLD_CALLS = 100;
const COLD_WARM_UP = 3;
const COLD_ROUNDS = 6;

/** @param {import('./messages.mjs').Call} call @param {number} times @returns Microseconds per call. */
function time(call, times) {
  const begin = process.hrtime.bigint();
  publish(call, times);
  return Number(process.hrtime.bigint() - begin) / 1_000 / times;
}

/** @returns Of each call the medians, in microseconds. What is written by hand is for calls of Linq. */
function measure() {
  const variants = startVariants();
  return calls.map((call) => byTurns(variants, WARM_UP, ROUNDS, () => time(call, CALLS)));
}

/** As `measure`, of the calls with a target, with other code between two calls, as in a real application. */
function measureCold() {
  const variants = startVariants();
  const withTarget = calls.filter(({ target }) => target !== undefined);
  for (const call of withTarget) byTurns(variants, WARM_UP, 0, () => time(call, CALLS));
  const runOtherCode = otherCode();
  /** @param {import('./messages.mjs').Call} call */
  const timeCold = (call) => {
    runOtherCode();
    return time(call, 1);
  };
  return withTarget.map((call) =>
    byTurns(variants, COLD_WARM_UP, COLD_ROUNDS, () =>
      median(Array.from({ length: COLD_CALLS }, () => timeCold(call))),
    ),
  );
}

/** @param {keyof typeof processes} way */
export async function measureIsolated(way) {
  /** @type {ReturnType<typeof measure>[]} */
  const measured = [];
  for (let count = 0; count < processes[way]; count++) {
    const [result] = await once(fork(import.meta.filename, [way]), 'message');
    measured.push(result);
  }
  const measuredCalls = way === 'warm' ? calls : calls.filter(({ target }) => target !== undefined);
  return measuredCalls.map(({ name, target }, index) => {
    const ofCall = measured.flatMap((result) => result[index] ?? []);
    return {
      name,
      target,
      without: median(ofCall.map(({ without }) => without)),
      added: summary(ofCall.map(({ added }) => added)),
      addedByHand: summary(ofCall.map(({ addedByHand }) => addedByHand)),
      proportion: summary(ofCall.map(({ added, without }) => added / without)),
      proportionByHand: summary(ofCall.map(({ addedByHand, without }) => addedByHand / without)),
    };
  });
}

if (process.argv[1] === import.meta.filename) process.send?.(process.argv[2] === 'cold' ? measureCold() : measure());
