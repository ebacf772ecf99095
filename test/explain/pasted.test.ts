import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { alerts } from '../../src/explain/alerts.js';
import { explain } from '../../src/explain/explain.js';
import { print } from '../../src/explain/print.js';
import { telemetryNames } from '../../src/explain/telemetry-names.js';
import { attributesOf, groups } from '../documents/model.js';
import { CLI, nameOf, outcome, run, start, startWithFile } from './cli.js';
import { hostile } from './hostile-texts.js';

const LINQ_BODY =
  '{"success":false,"error":{"status":429,"code":1007,"message":"slow down","retry_after":12},"trace_id":"2eff5df5"}';
const namesIn = (question: string) => explain(question).results.map(nameOf);

it.each([
  ['linq 1007 2007', ['linq 1007', 'linq 2007']],
  ['1007 2007', ['linq 1007', 'chert 1007', 'linq 2007', 'chert 2007']],
  ['linq chert 1007', ['linq 1007', 'chert 1007']],
  ['linq 1007 chert 4002', ['linq 1007', 'chert 4002']],
  ['linq 1007 1007', ['linq 1007']],
  ['WARN linq 2007 attachment_not_ready\nWARN chert 4002 capacity_exhausted', ['linq 2007', 'chert 4002']],
  [
    `POST api.linqapp.com ${LINQ_BODY}\nPOST console.trychert.com {"ok":false,"code":4002,"message":"busy"}`,
    ['linq 1007', 'chert 4002'],
  ],
  [
    'trackly {"queued_count":0,"error_count":2,"errors":[{"code":"invalid_phone"},{"code":"missing_to"}]}',
    ['trackly invalid_phone', 'trackly missing_to'],
  ],
  [
    'vendor_api_error_native_code="1007",vendor_api_name="linq"}\n{vendor_api_error_native_code="4002",vendor_api_name="chert"}',
    ['linq 1007', 'chert 4002'],
  ],
  [
    'alertname="VendorApiRateLimited",vendor_api_name="linq",vendor_api_error_native_code="1007"',
    ['VendorApiRateLimited'],
  ],
  ['chert 2001: ECONNRESET', ['network', 'chert 2001']],
  // The name of the log event is only its name.
  [
    '{"eventName":"vendor_api.error","attributes":[{"key":"vendor_api.name","value":{"stringValue":"linq"}},{"key":"vendor_api.error.native_code","value":{"stringValue":"1007"}}]}',
    ['linq 1007'],
  ],
  ['200', ['200', 'whatsapp 200']],
])('answers each question in %s', (question, expected) => {
  expect(namesIn(question).toSorted()).toEqual(expected.toSorted());
});

it('explains every item of a bulk call, known or unknown', () => {
  const body = { queued_count: 1, error_count: 2, errors: [{ code: 'invalid_phone' }, { code: 'not_documented' }] };
  const answer = explain(`trackly ${JSON.stringify(body)}`);
  expect(answer.results.map(nameOf)).toEqual(['trackly invalid_phone']);
  expect(answer.unknownCodes).toMatchObject([{ vendor: 'trackly', nativeCode: 'not_documented' }]);
});

it('prints the first answers in full and the others by name', () => {
  const codes = [1001, 1002, 1003, 1004, 1005, 1006, 1007];
  const printed = print(explain(`linq ${codes.join(' ')}`));
  expect(printed.match(/^linq \d{4}: .*$/gm)).toHaveLength(5);
  expect(printed).toContain(
    '2 more:\n  linq 1006: resource_type_mismatch (validation)\n  linq 1007: rate_limited (rate_limit)\n',
  );
});

it('reads the wait, the trace id and the message of the response', async () => {
  const { stdout } = await run(['linq', '-'], `HTTP/2 429\nretry-after: 17\nx-trace-id: 9f8e7d6c\n\n${LINQ_BODY}`);
  expect(stdout).toContain("wait 17 seconds\n            (according to the vendor's table)\n");
  expect(stdout).toContain('  message   slow down\n  trace id  9f8e7d6c\n');
});

it('reads from the response whether a retry helps', () => {
  const [result] = explain('chert {"success":false,"error":{"code":4001,"message":"no","retryable":false}}').results;
  expect(result).toMatchObject({ kind: 'error', retryable: false, retryBasis: 'vendor' });
});

it('reports a contradiction and explains both meanings', () => {
  const answer = explain('linq 1007 recipient_opted_out');
  expect(answer.notes).toEqual([
    'Contradiction: linq 1007 is rate_limited, not recipient_opted_out. recipient_opted_out is linq 2024.',
  ]);
  expect(answer.results.map(nameOf)).toEqual(['linq 1007', 'linq 2024']);
  expect(explain('linq 1007 rate_limited').notes).toEqual([]);
  expect(explain('linq HTTP 429 rate_limited').notes).toEqual([]);
});

it('lists the possible vendors of a body, and explains it for each', () => {
  const answer = explain(LINQ_BODY);
  expect(answer.notes[0]).toContain('names no vendor. The body looks like linq or chert.');
  expect(answer.results.map(nameOf)).toEqual(['linq 1007', 'chert 1007']);
  expect(explain(`linq ${LINQ_BODY}`).notes).toEqual([]);
});

const SECRETS = [
  '+14155551234',
  'jane@example.com',
  'sk_live_abcdefgh12345678',
  'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9abc123',
];

it.each([
  ...SECRETS,
  ...SECRETS.map((secret) => `linq ${secret}`),
  ...SECRETS.map((secret) => `linq error_${secret} rate_limited`),
  ...SECRETS.map(
    (secret) => `linq {"success":false,"error":{"status":400,"code":"${secret}","message":"not to ${secret}"}}`,
  ),
  ...SECRETS.map((secret) => `linq 1007 {"success":false,"error":{"status":429,"code":1007,"message":"to ${secret}"}}`),
  ...SECRETS.map((secret) => `messages.dev {"error":{"type":"${secret}","code":"invalid_json","param":"${secret}"}}`),
  ...SECRETS.map((secret) => `vendor_api_name="linq",vendor_api_error_native_code="${secret}"`),
  ...SECRETS.map((secret) => `> Authorization: Bearer ${secret}\n> Host: api.linqapp.com\n< HTTP/2 401\n\n`),
])('prints no secret of %s', async (question) => {
  const answer = explain(question);
  const printed = [print(answer), JSON.stringify(answer)];
  for (const secret of SECRETS) for (const text of printed) expect(text).not.toContain(secret);
});

it('prints no secret of an invalid option or of standard input', async () => {
  const { stdout, stderr } = await run(['--json'], `xylophone ${SECRETS.join(' ')}`);
  const wrong = await run([`--${SECRETS[2]}`]);
  for (const secret of SECRETS) expect(stdout + stderr + wrong.stderr).not.toContain(secret);
  expect(JSON.parse(stdout).query).toContain('xylophone [phone] [email] [secret]');
});

it('prints no control characters', () => {
  const controls = '\u001b[2J\u202e\u0007';
  const body = JSON.stringify({ success: false, error: { status: 429, code: 1007, message: `a${controls}b` } });
  for (const question of [`linq ${body}`, `xylo${controls}phone`, `linq 20${controls}20`])
    expect(print(explain(question))).toMatch(/^[\n\x20-\x7e…]+$/);
});

it('contains no code that could send anything', async () => {
  const source = await readFile(CLI, 'utf8');
  // A quote before the word makes it a text, such as the parameter "from".
  const imports = [...source.matchAll(/(?<!["'])\b(?:from|import|require)\s*\(?\s*["']([^"']+)["']/g)].map(
    ([, name]) => name,
  );
  expect(new Set(imports)).toEqual(new Set(['node:util', 'node:fs', 'node:module', 'node:path', 'node:url']));
  expect(source).not.toMatch(/\b(?:fetch|WebSocket|EventSource|XMLHttpRequest)\s*\(/);
});

it('knows every alert of the rules and every name of the model', () => {
  expect(alerts.length).toBeGreaterThan(10);
  for (const { name, severity, meaning } of alerts) {
    expect(namesIn(name)).toEqual([name]);
    expect(['page', 'ticket']).toContain(severity);
    expect(meaning).not.toMatch(/[{}$<>]/);
  }
  const names = groups.flatMap((group) => [...attributesOf(group), group.metric_name ?? [], group.name ?? []].flat());
  for (const name of new Set(names.filter((each) => each.startsWith('vendor_api.')))) {
    expect(namesIn(name)).toEqual([name]);
    expect(namesIn(name.replaceAll('.', '_'))).toEqual([name]);
    expect(telemetryNames.find((each) => each.name === name)?.meaning).toMatch(/\.$/);
  }
});

it.each([
  [[], `linq ${LINQ_BODY}`],
  [['explain'], `linq ${LINQ_BODY}`],
  [['linq'], LINQ_BODY],
  [['explain', 'linq'], LINQ_BODY],
  [['explain', 'api.linqapp.com', '-'], LINQ_BODY],
  [['-'], `linq ${LINQ_BODY}`],
  [[`linq ${LINQ_BODY}`], ''],
  [[`- linq ${LINQ_BODY}`], ''],
  [['explain linq 1007'], ''],
  [['linq', '1007'], 'is not read'],
])('%j with standard input "%s"', async (args, input) => {
  // A shell's pipe or file: a program that starts the command leaves a socket open, which is not waited for.
  const folder = await mkdtemp(join(tmpdir(), 'explain-'));
  try {
    await writeFile(join(folder, 'input'), input);
    const { exitCode, stdout, stderr } = await outcome(startWithFile(args, join(folder, 'input')));
    expect([exitCode, stderr, stdout.split('\n')[0]]).toEqual([0, '', 'linq 1007: rate_limited (rate_limit)']);
  } finally {
    await rm(folder, { recursive: true });
  }
});

it('does not wait for a program that leaves standard input open', async () => {
  const child = start(['linq']);
  expect((await outcome(child)).stdout).toContain('linq (vendor)');
});

it.each(hostile)('answers a hostile text quickly: %s', (_, text) => {
  const begin = performance.now();
  const answer = explain(text);
  // 0.1 to 2 s on a slow machine; an expression that is quadratic takes minutes.
  expect(performance.now() - begin).toBeLessThan(12_000);
  expect(answer.query.length).toBeLessThanOrEqual(256);
});

it('reads the beginning of a long text, and reports that it is cut', () => {
  const answer = explain(`linq 1007 rate_limited\n${'x '.repeat(200_000)}`);
  expect(answer.results.map(nameOf)).toEqual(['linq 1007']);
  expect(answer.notes).toEqual(['The text is long: only its first 256 Ki characters were read.']);
});
