import { describe, expect, it } from 'vitest';
import { explain } from '../../src/explain/explain.js';
import { print } from '../../src/explain/print.js';
import { run } from './cli.js';
import { everyQuestion, questions, type Row } from './questions.js';

/** Rows with the exit code 0 where none is given. */
function complete(rows: readonly Row[]) {
  return rows.map(([question, firstLine, exitCode = 0]) => [question, firstLine, exitCode] as const);
}

describe.each(Object.entries(questions))('%s', (_, rows) => {
  it.each(complete(rows))('%s', (question, firstLine, exitCode) => {
    const answer = explain(question);
    expect([print(answer).split('\n')[0], answer.match === 'none']).toEqual([firstLine, exitCode === 1]);
  });
});

it('contain at least 120 questions without duplicates', () => {
  expect(new Set(everyQuestion.map(([question]) => question)).size).toBe(everyQuestion.length);
  expect(everyQuestion.length).toBeGreaterThan(120);
});

// One of each kind, by the command as it is shipped.
it.each(complete(Object.values(questions).flatMap((rows) => rows.slice(0, 2))))(
  'through standard input: %s',
  async (question, firstLine, exitCode) => {
    const { stdout, stderr, exitCode: actual } = await run([], question);
    expect([stdout.split('\n')[0], stderr, actual]).toEqual([firstLine, '', exitCode]);
  },
);
