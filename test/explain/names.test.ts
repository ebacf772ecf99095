import { describe, expect, it } from 'vitest';
import { errorCategories, normalizedCodes } from '../../src/definition/vocabulary.js';
import { explain as explainInProcess } from '../../src/explain/explain.js';
import { print } from '../../src/explain/print.js';
import { builtInVendors } from '../../src/index.js';
import { vocabulary } from '../support/vocabulary.js';
import { explain, explainJson, nameOf } from './cli.js';
import { everyQuestion } from './questions.js';

const VENDORS = builtInVendors().map(({ name }) => name);

it('lists the vendors and the categories', async () => {
  const { exitCode, answer } = await explainJson();
  expect([exitCode, answer.match]).toEqual([0, 'overview']);
  expect(answer.results.map(nameOf)).toEqual([...VENDORS, ...Object.keys(errorCategories)]);
  const { stdout } = await explain();
  for (const [category, meaning] of Object.entries(errorCategories)) {
    expect(stdout.replace(/\s+/g, ' ')).toContain(`${category} ${meaning}`);
  }
});

it.each(Object.keys(errorCategories))('explains the category %s with all its codes', (category) => {
  const [result] = explainInProcess(category).results;
  const expected = vocabulary.flatMap(([code, its]) => (its === category ? [code] : []));
  expect(result).toMatchObject({ kind: 'category', category, codes: expected.map((code) => ({ code })) });
});

it('explains a normalized code with all its sources', async () => {
  const { exitCode, stdout } = await explain('quota-exceeded');
  expect(exitCode).toBe(0);
  expect(
    stdout.startsWith(`quota_exceeded (quota)

  meaning   An account, plan or daily limit is used up.
  who acts  the owner of the vendor account and its billing
  first     Hold back the sends; the owner of the account raises the allowance
            or waits for its reset.
  retry     depends on the vendor's code or the HTTP status

`),
  ).toBe(true);
  expect(stdout).toContain(`
  messages.dev sandbox_quota_exceeded, retry yes
      Hold back sandbox sends until midnight UTC (50 a day for the whole
      account), or use a dedicated line.
  trackly no_billing_config, retry no
      Set up billing for the account, or send contacts without use_validation.
`);
  const rows = builtInVendors().flatMap(({ name, codes }) =>
    Object.entries(codes).flatMap(([key, row]) =>
      row.code === 'quota_exceeded' ? [`  ${name} ${key}, retry ${row.retryable ? 'yes' : 'no'}`] : [],
    ),
  );
  expect(stdout.split('\n').filter((line) => /, retry (?:yes|no)$/.test(line))).toEqual([
    ...rows,
    '  HTTP 402 without a known code, retry no',
  ]);
});

it.each([
  ['tls_failure', 'no'],
  ['timeout', 'yes'],
  ['invalid_request', 'depends'],
  ['rate_limited', 'depends'],
  ['resource_not_ready', 'yes'],
  ['unknown', 'no'],
])('states whether a retry of %s helps: %s', async (code, retry) => {
  const { answer } = await explainJson(code);
  expect(answer.results.find(({ kind }) => kind === 'code')).toMatchObject({ code, retry });
});

it('returns several results for an ambiguous name', async () => {
  const resultsOf = (text: string) =>
    builtInVendors().flatMap(({ name, codes, classes }) => [
      ...(Object.hasOwn(codes, text) ? [`${name} ${text}`] : []),
      ...(Object.hasOwn(classes, text) ? ['class'] : []),
    ]);
  const namesOf = async (text: string) => (await explainJson(text)).answer.results.map(nameOf).sort();
  expect(resultsOf('not_found')).toEqual(expect.arrayContaining(['linq not_found', 'trackly not_found']));
  expect(await namesOf('not_found')).toEqual(['not_found', ...resultsOf('not_found')].sort());
  expect(await namesOf('2007')).toEqual(resultsOf('2007').sort());
  // The code's own list has the rows of the vendors that use the same name.
  expect((await explainJson('chat_not_found')).answer.results.map(nameOf)).toEqual(['chat_not_found']);
});

it.each([
  ['503', 'service_unavailable', true],
  ['404', 'resource_not_found', false],
  ['418', 'invalid_request', false],
])('explains HTTP %s', async (status, code, retryable) => {
  const { exitCode, answer } = await explainJson(status);
  expect(exitCode).toBe(0);
  expect(answer.results).toMatchObject([{ kind: 'http_status', status: Number(status), code, retryable }]);
});

describe('no line is wider than 80 columns', () => {
  const questions = ['', ...VENDORS, ...Object.keys(errorCategories), ...Object.keys(normalizedCodes), 'the', '503'];
  const pasted = everyQuestion.map(([question]) => question);
  const unknown = ['linq 2020', 'chert 3999', 'messages.dev nothing_such', 'nothing such'];

  it.each([...questions, ...unknown, ...pasted])('explain %s', (question) => {
    const lines = print(explainInProcess(question)).split('\n');
    // An address is not broken.
    expect(lines.filter((line) => line.length > 80 && !/^ {2}(?:document|run-book) +https:\S+$/.test(line))).toEqual(
      [],
    );
    expect(lines.filter((line) => /\s$/.test(line))).toEqual([]);
  });
});
