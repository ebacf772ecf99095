import { createHash } from 'node:crypto';
import fc from 'fast-check';

const digits = (minLength: number, maxLength = minLength) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength, maxLength });
const SEPARATORS = [' ', '-', '.', '/', '\u00a0', '\u202f', '\u2011', '\u2013', ' - ', ') ', '.', ''];

const anyGroups = fc
  .tuple(fc.array(digits(2, 4), { minLength: 2, maxLength: 5 }), fc.constantFrom(...SEPARATORS))
  .map(([groups, separator]) => groups.join(separator));

/** Phone numbers as people and programs write them, with seven to fifteen digits. */
export const anyPhoneNumber = fc
  .oneof(
    digits(7, 15).map((number) => `+${number}`),
    digits(7, 15),
    digits(7, 15).map((number) => `%2B${number}`),
    anyGroups,
    fc.tuple(digits(1, 3), anyGroups).map(([country, rest]) => `+${country} ${rest}`),
    fc.tuple(digits(1, 3), digits(2, 4), anyGroups).map(([country, area, rest]) => `+${country} (${area}) ${rest}`),
    fc.tuple(digits(3), digits(3), digits(4)).map(([area, office, line]) => `(${area}) ${office}-${line}`),
  )
  .filter((number) => {
    const count = number.replace('%2B', '').replace(/\D/g, '').length;
    return count >= 7 && count <= 15 && !DATE.test(number);
  });

/** What can be a date stays one. */
const DATE = /(?:19|20)\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)/;

const WORDS = [
  'john',
  'Jürgen',
  'mary.ann',
  'o’neil',
  'x_y',
  '%41',
  'josé'.normalize('NFD'),
  'Ольга',
  'li+tag',
  "o'brien",
];
const anyLabel = fc.stringMatching(/^[a-z][a-z0-9-]{1,10}[a-z0-9]$/);

/** E-mail addresses, with whom they are for and where. */
export const anyEmailAddress = fc
  .tuple(
    fc.array(fc.oneof(fc.constantFrom(...WORDS), anyLabel), { minLength: 1, maxLength: 3 }),
    fc.constantFrom('@', '@', '%40'),
    fc.array(anyLabel, { minLength: 1, maxLength: 4 }),
    fc.constantFrom('com', 'museum', 'de', 'xn--p1ai', 'рф'),
  )
  .map(([words, sign, labels, top]) => ({ local: words.join('.'), sign, domain: [...labels, top].join('.') }));

const ALPHANUMERIC = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'];
const alphanumeric = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...ALPHANUMERIC), minLength, maxLength });
/** Bytes without a pattern, as keys are; simpler cases of them would be no keys. */
// The shorter a key in base64 is, the likelier it is one that looks like a name.
const random = (minLength: number, maxLength: number) =>
  fc
    .tuple(fc.nat(), fc.integer({ min: minLength, max: maxLength }))
    .map(([seed, length]) => createHash('sha512').update(`${seed}`).digest().subarray(0, length));

/** Keys and tokens of the forms that are known, each as the text around it and the part that is secret. */
export const anyKey: fc.Arbitrary<{ readonly before: string; readonly secret: string; readonly after: string }> = fc
  .oneof(
    fc.tuple(fc.constantFrom('trk_', 'sk_', 'sk_live_', 'pk_test_', 'rk_', 'whsec_', 'SK_'), alphanumeric(6, 40)),
    fc.tuple(fc.constantFrom('Bearer ', 'bearer  ', 'Authorization: Basic '), alphanumeric(6, 40)),
    fc.tuple(fc.constantFrom('postgres://user:', 'redis://:', 'https://me:'), alphanumeric(6, 40)),
    fc.tuple(
      fc.constantFrom('api_key=', 'apiKey: ', '"api-key":"', "token='", 'password=', 'pwd: ', 'X-Signature: '),
      alphanumeric(6, 40),
    ),
    fc.tuple(
      fc.constant(''),
      random(16, 40).map((bytes) => bytes.toString('hex')),
    ),
    fc.tuple(
      fc.constant(''),
      random(16, 40).map((bytes) => bytes.toString('hex').toUpperCase()),
    ),
    fc.tuple(
      fc.constant(''),
      random(36, 60).map((bytes) => bytes.toString('base64')),
    ),
    fc.tuple(
      fc.constant(''),
      random(36, 60).map((bytes) => bytes.toString('base64url')),
    ),
    fc.tuple(
      fc.constant('eyJhbGciOiJIUzI1NiJ9.'),
      random(36, 60).map((bytes) => bytes.toString('base64url')),
    ),
  )
  .map(([before, secret]) => ({
    before,
    secret,
    after: before.includes('://') ? '@host' : (/["']/.exec(before)?.[0] ?? ''),
  }));
