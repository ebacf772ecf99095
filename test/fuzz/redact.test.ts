import fc from 'fast-check';
import { redact } from '../../src/normalize/redact.js';
import { anyBody } from './bodies.js';
import { fuzz, must } from './cases.js';
import { anyEmailAddress, anyKey, anyPhoneNumber } from './secrets.js';
import { isWellFormed } from './soundness.js';

/** Text around a secret: without digits, so that each digit that is left is one of the secret. */
const WORDS = [
  'Not',
  'a',
  'number:',
  'Größe',
  '🙂',
  '{{link}}',
  'https://x.example/path?to=',
  '\n',
  '—',
  'null',
  '"to":',
];
const anyProse = fc
  .array(fc.oneof(fc.constantFrom(...WORDS), fc.string({ unit: 'grapheme', maxLength: 5 })), {
    maxLength: 30,
    size: 'max',
  })
  .map((words) => words.join(' ').replace(/[\p{N}@%]/gu, ''));
const anyOpening = fc.constantFrom(' ', '(', '"', "'", '<', '[', ':', '=', ',', '\n', '\t', '—', ': "');
const anyClosing = fc.constantFrom(' ', ')', '"', "'", '>', ']', ',', ';', '\n', '&', '!', '. ');

/** Texts of any length with something planted in them. */
function planted(secret: fc.Arbitrary<string>) {
  return fc.tuple(anyProse, anyOpening, secret, anyClosing, anyProse);
}

/** Most texts begin with nothing of the kind; some with a key so long that only a part of the rest is looked at. */
const anyFiller = fc.option(
  fc.integer({ min: 4000, max: 4110 }).map((length) => `Bearer ${'x'.repeat(length)} and`),
  { nil: '', freq: 5 },
);

fuzz(
  'redaction: phone numbers',
  fc.property(
    anyFiller,
    planted(fc.array(anyPhoneNumber, { minLength: 1, maxLength: 3 }).map((all) => all.join(', '))),
    (filler, parts) => {
      const text = filler + parts.join('');
      must(!/\d/.test(redact(text)), 'digits are left', text, redact(text));
    },
  ),
);

fuzz(
  'redaction: e-mail addresses',
  fc.property(anyEmailAddress, anyProse, anyOpening, anyClosing, anyProse, (address, before, open, close, after) => {
    const { local, sign, domain } = address;
    const text = `${before} ${open}${local}${sign}${domain}${close}${after}`;
    const found = redact(text);
    const expected = redact(`${before} ${open}[email]${close}${after}`);
    must(found === expected, 'not only the address is gone', text, found, expected);
  }),
);

fuzz(
  'redaction: keys and tokens',
  fc.property(anyKey, anyProse, anyOpening, anyClosing, anyProse, (key, before, open, close, after) => {
    const text = `${before}${open}${key.before}${key.secret}${key.after}${close}${after}`;
    const found = redact(text);
    for (let index = 0; index + 6 <= key.secret.length; index += 1) {
      must(!found.includes(key.secret.slice(index, index + 6)), 'a part of the secret is left', text, found);
    }
  }),
);

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 6000, size: 'max' }),
  fc.string({ unit: 'grapheme', minLength: 250, maxLength: 300 }),
  anyBody.map(String),
  fc.tuple(anyPhoneNumber, fc.integer({ min: 1, max: 1000 })).map(([number, times]) => `${number} `.repeat(times)),
);

fuzz(
  'redaction: any text',
  fc.property(anyText, (text) => {
    const found = redact(text);
    must(found.length <= 256, 'longer than 256 characters', text);
    if (isWellFormed(text)) must(isWellFormed(found), 'cut through a character', text, found);
    must(redact(found.replace('…', '')).length <= 256, 'not stable', text);
  }),
);
