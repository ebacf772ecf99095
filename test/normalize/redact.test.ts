import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { redact } from '../../src/normalize/redact.js';

describe('removes phone numbers', () => {
  it.each([
    '+14155551234',
    '+442079460958',
    '+123456789012345',
    '14155551234',
    '4155551234',
    '5551234',
    '0014155551234',
    '+1 415 555 1234',
    '+1 (415) 555-1234',
    '+1(415)5551234',
    '(415) 555-1234',
    '(415)555-1234',
    '415-555-1234',
    '415.555.1234',
    '1-800-555-0100',
    '+1/415/555/1234',
    '+44 20 7946 0958',
    '+44 (0)20 7946 0958',
    '+49-30-1234567',
    '0049 (0)30 12345678',
    '020 7946 0958',
    '01 23 45 67 89',
    '+33 1 23 45 67 89',
    '4 1 5 5 5 5 1 2 3 4',
    // As contacts of Apple's and of word processors have them: with characters that break no line.
    '+1\u00a0415\u00a0555\u00a01234',
    '+1\u202f415\u202f555\u202f1234',
    '+1 (415) 555\u20111234',
    '415\u2013555\u20131234',
    // As they stand in a URL.
    '%2B14155551234',
  ])('%j', (number) => {
    for (const text of [number, `(${number})`, `Not ${number}.`, `to=${number}&x`, `"${number}",`, `<${number}>\n`]) {
      expect(redact(text)).toContain('[phone]');
      expect(redact(text)).not.toMatch(/\d{2}|\d\D\d/);
    }
  });

  it.each([
    ['two after a space', '4155551234 4155551235'],
    ['two in groups', '415-555-1234 415-555-1235'],
    ['three with plus signs', '+14155551234 +14155551235 +14155551236'],
    ['many in a list', Array.from({ length: 12 }, (_, index) => `41555512${index + 10}`).join(',')],
    ['many after spaces', Array.from({ length: 12 }, (_, index) => `41555512${index + 10}`).join(' ')],
    ['one after a date', '2026-10-20 (415) 555-1234'],
    ['one before a date', '(415) 555-1234 2026-10-20'],
    ['one after a status', 'HTTP 400 4155551234'],
    ['one with an extension', '(415) 555-1234x12'],
    ['one with an extension, in one', '+14155551234ext5'],
    ['one after a time', '2026-10-20T12:00:00Z 4155551234'],
  ])('%s', (_what, text) => {
    expect(redact(text)).toContain('[phone]');
    expect(redact(text)).not.toMatch(/5551|555-1|415/);
  });
});

describe('removes e-mail addresses', () => {
  it.each([
    'a@b.co',
    'John.Doe+tag@mail.example.com',
    'JOHN_DOE@EXAMPLE.COM',
    'x%y@sub.domain.example.museum',
    '1234567@example.com',
    'jürgen@example.com',
    'jan@exämple.de',
    'ju\u0308rgen@exa\u0308mple.de',
    'o’brien@example.com',
    'дарья@пример.рф',
    '李雷@例子.中国',
    '𠮷田@example.jp',
    'jane%40example.com',
  ])('%s', (address) => {
    expect(redact(address)).toBe('[email]');
    expect(redact(`mailto:${address}, <${address}> and "${address}".`)).toBe(
      'mailto:[email], <[email]> and "[email]".',
    );
    expect(redact(`“${address}”, «${address}»: ${address}…`)).toBe('“[email]”, «[email]»: [email]…');
  });
});

describe('removes keys and tokens', () => {
  const JWT =
    'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c';

  it.each([
    ['Bearer abc123def456', 'abc'],
    ['bearer  abc.def~ghi+jkl/mno=', 'abc'],
    ['Authorization: Basic dXNlcjpwYXNzd29yZA==', 'dXN'],
    ['Invalid API key trk_abcdefghijklmnopqrstuvwxyzABCDEF', 'abcdef'],
    ['sk_live_aBcDeFgHiJkL is revoked', 'aBcD'],
    ['sk_test_aBcDeF', 'aBcD'],
    ['pk_live_aBcDeF, rk_live_aBcDeF', 'aBcD'],
    ['whsec_aBcDeFgH', 'aBcD'],
    ['key 2eff5df5c6f688733c007523c4d61cd9', '2eff'],
    ['key 2EFF5DF5C6F688733C007523C4D61CD9', '2EFF'],
    ['key 12345678901234567890123456', '1234'],
    [`sha ${'0123456789abcdef'.repeat(4)}`, '0123'],
    ['secret dGhpcyBpcyBhIHNlY3JldCBrZXk=', 'dGhp'],
    ['secret q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQ', 'q83v'],
    ['secret 3q2-7wEjRWeJCrze_8SNFZ4-kKvN7xI0', '3q2'],
    [JWT, 'eyJ'],
    [`Bearer ${JWT}`, 'eyJ'],
    ['api_key=abcdefgh', 'abcd'],
    ['apiKey: abcdefgh', 'abcd'],
    ['{"api-key":"abcdefgh"}', 'abcd'],
    ["token='abcdefgh'", 'abcd'],
    ['password=hunter22', 'hunter'],
    ['https://x.example/f?X-Amz-Signature=abcdefgh&y=1', 'abcd'],
    ['https://x.example/f?access_token=abcdefgh', 'abcd'],
    ['client_secret=hunter2hunter2', 'hunter'],
    ['accessToken: abcdefgh', 'abcd'],
    ['pwd: hunter2', 'hunter'],
    ['{"pwd":"hunter2"}', 'hunter'],
    ['passwd=hunter2', 'hunter'],
    ['Authorization: Bearer abc', 'abc'],
    ['Bearer s3cr is wrong', 's3cr'],
    ['bearer x1', 'x1'],
    ['Basic YTpi', 'YTpi'],
    ['connect to postgres://user:hunter2@localhost/db failed', 'hunter'],
    ['postgres://user:hunter2@db.example.com:5432/db', 'hunter'],
    ['mongodb+srv://us%40er:h@cluster0', ':h@'],
    ['redis://:hunter2@cache', 'hunter'],
    ['redis://:hun@ter2@cache', 'ter2'],
    ['https://user:hunter2@127.0.0.1:8080/path?x=1', 'hunter'],
  ])('%s', (text, secret) => {
    expect(redact(text)).toContain('[secret]');
    expect(redact(text)).not.toContain(secret);
  });

  it('of a connection URL, and keeps the rest of the URL', () => {
    const text = 'postgres://user:hunter2@db.example.com:5432/db?sslmode=require';
    expect(redact(text)).toBe(text.replace('hunter2', '[secret]'));
    expect(redact(`${text}, ${text}`)).toBe(`${text}, ${text}`.replaceAll('hunter2', '[secret]'));
  });

  it('of twenty letters at any position, and not of nineteen', () => {
    const key = 'aBcDeFgHiJkLmNoPqRsT';
    for (let before = 0; before < 60; before += 1) {
      const filler = 'word by word and a '.repeat(4).slice(0, before).replace(/\S$/, ' ');
      for (const rest of ['', ' is wrong', ' a b c']) {
        expect(redact(`${filler}${key}${rest}`)).toBe(`${filler}[secret]${rest}`);
        const shorter = `${filler}${key.slice(1)}${rest}`;
        expect(redact(shorter)).toBe(shorter);
      }
    }
  });

  it('of random bytes, in hexadecimal', () => {
    for (let round = 0; round < 500; round += 1) {
      const key = randomBytes(16).toString('hex');
      expect(redact(`key ${key} is wrong`)).toBe('key [secret] is wrong');
    }
  });
});

describe('keeps the rest of a text', () => {
  it.each([
    'Missing required field: phone',
    'Maximum 1000 messages per request',
    'Maximum 1,000,000 contacts',
    'name must be 255 characters or less',
    'HTTP 503: retry after 30 seconds',
    'Error 4004 (HTTP 503)',
    'wait 3600 seconds',
    'Missing offer_links for placeholders: {{link1}}, {{link2}}',
    'missing_offer_links_for_placeholders',
    'delivery_attempts_exhausted_after_retry',
    'Attachment ref missing attachment_id — register via POST /api/v1/attachments first',
    "Unknown effect: 'fireworks'",
    'webhook-subscriptions/index.html',
    'msg_1234',
    'cht_01J8ZK9QXT',
    'obx_8f2',
    'a1b2c3d4e5f6',
    'since 2026-10-20',
    'Missing bearer token',
    'A bearer token is missing. Use Bearer auth or Basic auth.',
    'Not part of the Basic plan',
    'https://api.example.com:8080/v1?to=x',
    'http://[::1]:80/ and me@',
    '2026-10-20 12:00:00',
    '2026-10-20T12:00:00Z',
    '2026-10-20T12:00:00.123456Z',
    '2026-10-20T12:00:00+02:00',
    '2026-10-20T12:00:00.123+00:00',
    '2026-10-20T12:00:00.123456+00:00',
    '2026-10-20 12:00:00.123456',
    'version 1.2.3',
    '127.0.0.1:8080',
    '3.14159',
    '0.5',
    '50%',
    '12:34:56',
    '',
    ' ',
    'Größe überschritten 🙂',
  ])('%j', (text) => {
    expect(redact(text)).toBe(text);
  });

  it.each([
    '2b0e4c1d-9d6a-4f63-8a55-6f0c8e1d7b3a',
    '550e8400-e29b-41d4-a716-446655440000',
    '01234567-89ab-4123-8123-0123456789ab',
    '12345678-1234-4234-8234-123456789012',
    '36707541-f02a-49d9-9ad0-498c21911ccf',
    'ABCDEF01-2345-4789-8BCD-EF0123456789',
  ])('UUID %s', (uuid) => {
    expect(redact(uuid)).toBe(uuid);
    expect(redact(`Chat ${uuid} not found (${uuid}).`)).toBe(`Chat ${uuid} not found (${uuid}).`);
    expect(redact(`Try 2 ${uuid} 2026-10-20`)).toBe(`Try 2 ${uuid} 2026-10-20`);
  });
});
