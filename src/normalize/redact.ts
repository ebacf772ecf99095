/** No more of a text is looked at: 256 characters are kept at the end, and hostile texts are long. */
const READ_LIMIT = 4096;
const KEEP_LIMIT = 256;

const EMAIL = /[\w.%+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}/gi;
const AUTHORIZATION = /\b(bearer|basic)\s+[\w.~+/=-]{6,}/gi;
const ASSIGNED = /\b(api[_-]?key|token|secret|password|signature)(["']?\s{0,4}[:=]\s{0,4}["']?)[^\s"',;&]{6,}/gi;
const PREFIXED_KEY = /\b(?:trk|sk|pk|rk|whsec)_[\w-]{6,}/gi;
const LONG_WORD = /[\w+/-]{20,}={0,2}/g;
const DIGITS = /(?<![\w.])\+?\(?\d[\d ().\-/]{5,20}\d(?!\w)/g;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const ISO_DATE = /^\d{4}-\d{2}-\d{2}(?!\d)/;
const HEX = /^[0-9a-f]+$/i;

/** A long word is a secret if it is hexadecimal or mixes digits with letters the way base64 does; an identifier is not. */
function isSecret(word: string): boolean {
  if (UUID.test(word) || !/\d/.test(word)) return false;
  if (HEX.test(word)) return true;
  return word.split(/[-_/]/).some((part) => part.length >= 16 && /\d/.test(part) && /[a-z]/i.test(part));
}

/** Seven to fifteen digits are a phone number (E.164 allows fifteen), whatever separates them; a date is not. */
function isPhoneNumber(text: string): boolean {
  const digits = text.replace(/\D/g, '').length;
  return digits >= 7 && digits <= 15 && !ISO_DATE.test(text);
}

/** Cuts a text to a number of characters, not through a surrogate pair. */
export function truncate(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1);
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

/**
 * Takes phone numbers, e-mail addresses, keys and tokens out of a vendor's text, and keeps 256 characters. Every
 * pattern has bounded repetition, so the time is linear in the length of the text.
 */
export function redact(text: string): string {
  // Cut at a space, so that no half of a number is left at the end that no pattern knows.
  const read = text.length > READ_LIMIT ? text.slice(0, READ_LIMIT).replace(/\S{0,128}$/, '') : text;
  const redacted = read
    .replace(EMAIL, '[email]')
    .replace(AUTHORIZATION, '$1 [secret]')
    .replace(ASSIGNED, '$1$2[secret]')
    .replace(PREFIXED_KEY, '[secret]')
    .replace(LONG_WORD, (word) => (isSecret(word) ? '[secret]' : word))
    .replace(DIGITS, (digits) => (isPhoneNumber(digits) ? '[phone]' : digits));
  return truncate(redacted, KEEP_LIMIT);
}
