import { CLIENTS, OUTCOMES } from './measure.mjs';

/** What each call must have, unless a set-up differs. */
const EXPECTED = {
  spans: 1,
  attributes: true,
  requests: 9,
  errors: 6,
  /** Each is on stderr once, or as often as it is in this list. */
  warnings: [],
  /** May be on stderr once. */
  mayWarn: [],
  exit: 0,
};

/** What the application sees; Deno's fetch has no code. */
const SEEN = { error: /^429$/, success: /^200$/, refused: /ECONNREFUSED|fetch failed/, other: /^429$/ };
const of = (expected, client) => (typeof expected === 'object' ? expected[client] : expected);

/** What is not as it must be, one line each. */
export function judge(result, setup) {
  const expected = { ...EXPECTED, ...setup.expected };
  const clients = setup.clients ?? CLIENTS;
  const problems = [];
  const check = (isRight, problem) => {
    if (!isRight) problems.push(problem);
  };
  check(result.installProblem === undefined, `npm install: ${result.installProblem}`);
  check(result.failure === undefined, result.failure);
  check(result.exit === expected.exit, `exit ${result.exit}`);
  const allowed = [...expected.warnings, ...expected.mayWarn];
  const unexpected = result.warnings.filter((line) => !allowed.some((pattern) => line.includes(pattern)));
  for (const line of unexpected) problems.push(`stderr: ${line.slice(0, 200)}`);
  const timesOf = (pattern) => result.warnings.filter((line) => line.includes(pattern)).length;
  for (const pattern of new Set(expected.warnings)) {
    const wanted = expected.warnings.filter((each) => each === pattern).length;
    check(timesOf(pattern) === wanted, `stderr has '${pattern}' ${timesOf(pattern)} times`);
  }
  for (const pattern of expected.mayWarn)
    check(timesOf(pattern) <= 1, `stderr has '${pattern}' ${timesOf(pattern)} times`);
  if (result.failure !== undefined || setup.start === undefined) return problems;
  for (const name of clients) {
    const spans = of(expected.spans, name);
    const traceparents = of(expected.traceparents ?? expected.spans, name);
    OUTCOMES.forEach((outcome, index) => {
      const call = result.client[name][index];
      const id = `${name}-${outcome}`;
      check(SEEN[outcome].test(result.outcomes[id]), `${id}: the application got ${result.outcomes[id]}`);
      const wantedSpans = outcome === 'other' ? of(expected.otherSpans ?? spans, name) : spans;
      check(call.spans === wantedSpans, `${id}: ${call.spans} spans (${call.scopes.join(', ')})`);
      const marked = outcome === 'other' ? call.spans : 1;
      const areMarked = Array.isArray(expected.attributes) ? expected.attributes.includes(name) : expected.attributes;
      if ((areMarked || outcome === 'other') && call.spans > 0)
        check(call.attributes === marked, `${id}: ${call.attributes} of ${call.spans} spans have the right attributes`);
      if (outcome === 'refused' || outcome === 'other') return;
      check(call.traceparents === traceparents, `${id}: ${call.traceparents} traceparent headers`);
      if (call.traceparents > 0 && call.spans > 0)
        check(call.isParent, `${id}: a traceparent header names no span of the call`);
    });
  }
  check(result.requests === expected.requests, `${result.requests} requests counted`);
  check(result.errors === expected.errors, `${result.errors} errors counted`);
  return problems;
}
