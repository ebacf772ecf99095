import { describe, expect, it } from 'vitest';
import { categoryOf, type NormalizedCode, normalizedCodes } from '../../src/definition/vocabulary.js';
import { explain as explainInProcess } from '../../src/explain/explain.js';
import { vendors } from '../../src/explain/known-codes.js';
import { findRow } from '../../src/index.js';
import { allCodesOf, builtIn } from '../support/built-in.js';
import { linesOf } from '../support/vocabulary.js';
import { explain, explainJson, nativeCodeOf } from './cli.js';

describe.each(builtIn)('$name', ({ name, documented }) => {
  const vendor = vendors.find((each) => each.name === name);
  const lines = linesOf(allCodesOf(documented)).map((line) => line.split(' '));

  it.each(lines)('explains %s', (key = '', meant, retry, ...wait) => {
    const code = meant as NormalizedCode;
    const answer = explainInProcess(`${name} ${key}`);
    expect([answer.match, answer.near]).toEqual(['exact', []]);
    expect(nativeCodeOf(answer)).toMatchObject({
      kind: 'native_code',
      vendor: name,
      nativeCode: key,
      code,
      category: categoryOf(code),
      retryable: retry === 'yes',
      meaning: normalizedCodes[code].meaning,
      documentation: vendor?.documentation,
    });
    const { remedy, retryAfter, renews } = nativeCodeOf(answer);
    expect(remedy).toBe(vendor && findRow(vendor, key)?.row.remedy);
    expect(String(renews ?? retryAfter ?? '')).toBe(wait.join(' '));
  });

  it('lists all codes in JSON', async () => {
    const { exitCode, answer } = await explainJson(name);
    const [result] = answer.results;
    const nativeCodes = lines.map(([key, code, retry]) =>
      expect.objectContaining({ nativeCode: key, code, retryable: retry === 'yes' }),
    );
    expect([exitCode, answer.match]).toEqual([0, 'exact']);
    expect(result).toMatchObject({ kind: 'vendor', vendor: name, nativeCodes: expect.arrayContaining(nativeCodes) });
  });

  it('lists every documented code', async () => {
    const { exitCode, stdout } = await explain(name);
    const listed = stdout.split('\n').map((line) =>
      line
        .trim()
        .split(/\s{2,}/)
        .join(' '),
    );
    expect(exitCode).toBe(0);
    for (const [key, code, retry] of lines) expect(listed).toContain(`${key} ${code} ${retry}`);
  });
});

it('prints a readable answer', async () => {
  const { exitCode, stdout } = await explain('linq', '4004');
  expect(exitCode).toBe(0);
  expect(stdout).toBe(`linq 4004: service_unavailable (server)

  meaning   The vendor is temporarily unavailable.
  who acts  the vendor; the on-call team opens the ticket
  first     Wait for \`vendor_api.error.retry_after\` seconds, and hold back
            queued sends until one call succeeds.
  to do     Wait 30 seconds and hold back queued sends until one succeeds; on
            check_rcs, have RCS enabled for the line.
  retry     helps: the same request, sent again, may succeed; wait 30 seconds,
            unless the response contains a wait
  support   send the trace id (vendor_api.trace_id on the span); the time of the
            call, with its time zone; the endpoint: method, host and path; the
            HTTP status, the vendor's code and its message
  document  https://docs.linqapp.com/error
`);
});

it('requests no trace id for a vendor without one', async () => {
  const { answer } = await explainJson('trackly', 'not_found');
  expect(nativeCodeOf(answer).support.join()).not.toContain('trace');
  expect((await explain('trackly')).stdout).toContain('none: responses have no id');
});

it('matches every code of a pattern', async () => {
  const { exitCode, answer } = await explainJson('trackly', 'sms_not_enabled');
  expect([exitCode, nativeCodeOf(answer).nativeCode]).toEqual([0, '{product}_not_enabled']);
  expect(nativeCodeOf(answer).code).toBe('feature_not_available');
});

it.each([[['Account is suspended']], [['account', 'is', 'suspended']]])(
  'finds an error without a code by its text: %j',
  async (text) => {
    const { answer } = await explainJson('trackly', ...text);
    expect(nativeCodeOf(answer)).toMatchObject({ text: 'Account is suspended', code: 'account_suspended' });
    expect(nativeCodeOf(answer)).not.toHaveProperty('nativeCode');
  },
);

it.each(['messages.dev', 'messagesdev', 'messages-dev', 'Messages.dev', 'MESSAGES_DEV', 'api.messages.dev'])(
  'finds a vendor by %s',
  async (name) => {
    expect(nativeCodeOf((await explainJson(name, 'Invalid_JSON')).answer)).toMatchObject({
      nativeCode: 'invalid_json',
    });
  },
);

it.each([
  ['linq 1007 rate_limited', 'linq 1007'],
  ['linq HTTP 502 upstream_error', 'linq HTTP 502 without a known code'],
  ['linq rate_limited', 'linq 1007'],
  ['trackly rate_limited', 'rate_limited'],
])('explains the status of a span: %s', async (status, expected) => {
  const { exitCode, stdout } = await explain(status);
  expect([exitCode, stdout.split(/[:(]/)[0]?.trim()]).toEqual([0, expected]);
});
