/** The maximum length that is read. Hostile texts are long, and only 256 characters are kept. */
const READ_LIMIT = 4096;
const KEEP_LIMIT = 256;
const LONGEST_WORD = 400;
const LONG_WORD_LENGTH = 20;
const PHONE_DIGITS = 7;

const AUTHORIZATION = /\b((?:bearer|basic)\s+)([\w.~+/=-]+)/gi;
/** Words after "bearer" and "basic" in sentences. A longer word is treated as a value. */
const WORDS = /^(?:a|an|and|are|auth|for|from|has|in|is|key|must|not|of|or|plan|the|to|token|was|with)[.]?$/i;
// `postgres://user:password@host`: the user may be absent, and the password may contain an at sign.
const URL_PASSWORD = /(:\/\/[^\s/?#:@]{0,128}:)[^\s/?#"'<>,]{1,256}(?=@)/g;
const ASSIGNED =
  /(api[_-]?key|token|secret|password|passwd|pwd|signature)(["']?\s{0,4}[:=]\s{0,4}["']?)[^\s"',;&]{6,}/gi;
const PREFIXED_KEY = /\b(?:trk|sk|pk|rk|whsec)_[\w-]{6,}/gi;
const LONG_WORD = /[\w+/-]{20,}={0,2}/g;
// UUIDs and ISO dates with or without a time. They are kept, unless they may be a part of a number.
const KEPT =
  /(?<!\w)([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?!\w)|(?<!\+|\d-)(?:19|20)\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!-?\d)(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9}|,\d{1,3})?)?(?:[+-]\d{2}:?\d{2})?(?!\d))?)/i;
// Digits and their usual separators; `%2B` is a plus sign in a URL.
const DIGITS = /(?:(?<!\w)|%2[Bb])[+(]?\d[\d\p{Zs}\p{Pd}().+/]*\d/gu;

// `%40` is the at sign in a URL, and O'Brien has an apostrophe. An address begins only at the beginning of a word,
// because a search from every letter of a long word would be slow. Letters are ranges, because classes of Unicode would
// add 4 ms to every import.
const EMAIL_ADDRESS =
  /(?<![\w.%+\-\xc0-\u1fff\u2c00-\uffff])[\w.%+\-\xc0-\u1fff\u2c00-\uffff]+(?:['’][\w.%+\-\xc0-\u1fff\u2c00-\uffff]+){0,3}(?:@|%40)[A-Za-z\d\-\xc0-\u1fff\u2c00-\uffff]+(?:\.[A-Za-z\d\-\xc0-\u1fff\u2c00-\uffff]+)+/g;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const LONG_NUMBER = /\d{16,}/g;
const HEX = /^[0-9a-f]+$/i;
const KIND_CHANGE = /[a-z](?![a-z])|[A-Z](?![A-Z])|\d(?!\d)/g;

/** The character codes of `[\w+/-]`, which form keys and tokens. */
const isOfWord = Array.from({ length: 128 }, (_, code) => /[\w+/-]/.test(String.fromCharCode(code)));

/** The signs in a text. Each pattern needs at least one of them. */
interface Signs {
  digits: number;
  /** The length of the longest word. */
  word: number;
  hasAt: boolean;
  hasUnderscore: boolean;
  /** A colon or an equals sign. */
  hasAssignment: boolean;
}

/**
 * Reads each character once. Most texts contain no sign, and six expressions would take longer than all other steps.
 */
function signsIn(text: string): Signs {
  const signs = { digits: 0, word: 0, hasAt: false, hasUnderscore: false, hasAssignment: false };
  let word = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    word = isOfWord[code] ? word + 1 : 0;
    if (word > signs.word) signs.word = word;
    if (code >= 48 && code <= 57)
      signs.digits += 1; // 0 to 9
    else if (code === 64 || code === 37)
      signs.hasAt = true; // @, or the % of %40
    else if (code === 95) signs.hasUnderscore = true;
    else if (code === 58 || code === 61) signs.hasAssignment = true; // : and =
  }
  return signs;
}

/** Random text has many capitals and often changes between kinds of characters. Names in camel case do neither. */
function isRandom(word: string): boolean {
  const letters = word.replace(/[^A-Za-z\d]/g, '');
  const countOf = (form: RegExp) => letters.match(form)?.length ?? 0;
  return countOf(/[A-Z]/g) > 0.3 * letters.length && countOf(/[a-z]/g) > 0 && countOf(KIND_CHANGE) > letters.length / 3;
}

/** A long word is a secret if it is hexadecimal or mixes digits with letters like base64. An identifier is not. */
function isSecret(word: string): boolean {
  if (UUID.test(word)) return false;
  if (isRandom(word)) return true;
  if (!/\d/.test(word)) return false;
  if (HEX.test(word)) return true;
  return word.split(/[-_/+]/).some((part) => {
    const mixed = /\d/.test(part) && /[a-z]/.test(part) && /[A-Z]/.test(part);
    return (mixed && part.length >= 6) || (part.length >= 16 && /\d/.test(part) && /[a-z]/i.test(part));
  });
}

/**
 * A run of seven digits or more is, or contains, a phone number. Numbers of more than fifteen digits, the maximum of
 * E.164, are kept, because they are ids.
 */
function withoutPhoneNumbers(text: string): string {
  const isPhone = (run: string) => run.replace(LONG_NUMBER, '').replace(/\D/g, '').length >= PHONE_DIGITS;
  return text
    .split(KEPT)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(DIGITS, (run) => (isPhone(run) ? '[phone]' : run))))
    .join('');
}

/**
 * Cuts a text to a number of characters, but not inside a surrogate pair. The result is a copy, because a slice would
 * keep the whole text in memory until the span is exported.
 */
export function truncate(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1);
  const whole = /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut;
  const kept = `${whole}…`;
  // Browsers and edge runtimes have no `Buffer`, and no spans that keep a text for long.
  return typeof Buffer === 'undefined' ? kept : Buffer.from(kept, 'utf16le').toString('utf16le');
}

/**
 * Removes phone numbers, e-mail addresses, keys and tokens from a vendor's text, and cuts it to 256 characters, in
 * linear time.
 */
export function redact(text: string): string {
  let redacted = text.slice(0, READ_LIMIT);
  const signs = signsIn(redacted);
  if (signs.hasAt) redacted = redacted.replace(URL_PASSWORD, '$1[secret]').replace(EMAIL_ADDRESS, '[email]');
  redacted = redacted.replace(AUTHORIZATION, (all, scheme, value) => (WORDS.test(value) ? all : `${scheme}[secret]`));
  if (signs.hasAssignment) redacted = redacted.replace(ASSIGNED, '$1$2[secret]');
  if (signs.hasUnderscore) redacted = redacted.replace(PREFIXED_KEY, '[secret]');
  if (signs.word >= LONG_WORD_LENGTH)
    redacted = redacted.replace(LONG_WORD, (word) => (isSecret(word) ? '[secret]' : word));
  if (signs.digits >= PHONE_DIGITS) redacted = withoutPhoneNumbers(redacted);
  return truncate(text.length > READ_LIMIT ? withoutLastWord(redacted) : redacted, KEEP_LIMIT);
}

/** Removes the end of a cut text, because no pattern recognizes half of a number or a secret. */
function withoutLastWord(text: string): string {
  const end = text
    .slice(-LONGEST_WORD)
    .replace(/\S*$/, '')
    .replace(/[\d\s().+/-]+$/, '');
  return text.slice(0, -LONGEST_WORD) + end;
}
