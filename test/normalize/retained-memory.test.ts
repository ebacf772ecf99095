import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { linq, normalize } from '../../src/index.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const ERRORS = 300;
const LENGTH = 60_000;

function heapAfter(make: () => unknown): number {
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  const kept = make();
  collectGarbage();
  const after = process.memoryUsage().heapUsed;
  expect(kept).toHaveLength(ERRORS);
  return after - before;
}

/** Spans wait for their export in queues of thousands: a text may not keep the body that it was cut out of. */
it.each([
  ['harmless words', 'no such chat '.repeat(LENGTH / 13)],
  ['numbers to take out', 'no such chat as 1 '.repeat(LENGTH / 18)],
  ['secrets to take out', `token=${'x'.repeat(40)} `.repeat(LENGTH / 47)],
])('retains only the visible part of a long text: %s', (_, text) => {
  const body = JSON.stringify({ error: { code: text, message: text } });
  const errors = () => Array.from({ length: ERRORS }, () => normalize(linq(), { status: 400, body }));
  expect(heapAfter(errors)).toBeLessThan((ERRORS * LENGTH) / 10);
});
