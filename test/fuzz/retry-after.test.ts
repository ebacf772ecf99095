import fc from 'fast-check';
import { parseRetryAfter } from '../../src/normalize/retry-after.js';
import { fuzz, must } from './cases.js';

// Dates in headers are of Greenwich, wherever the machine is.
process.env.TZ = 'Pacific/Chatham';

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const NOW = Date.UTC(2026, 10, 21, 12, 34, 56);
const MAX_WAIT = 259_200n;
const two = (number: number) => String(number).padStart(2, '0');

/** The three forms of RFC 9110, section 5.6.7, written from their grammar. */
const forms: readonly ((date: Date) => string)[] = [
  (date) => {
    const [day = '', month = ''] = [DAYS[date.getUTCDay()]?.slice(0, 3), MONTHS[date.getUTCMonth()]];
    return `${day}, ${two(date.getUTCDate())} ${month} ${date.getUTCFullYear()} ${timeOf(date)} GMT`;
  },
  (date) => {
    const [day = '', month = ''] = [DAYS[date.getUTCDay()], MONTHS[date.getUTCMonth()]];
    return `${day}, ${two(date.getUTCDate())}-${month}-${two(date.getUTCFullYear() % 100)} ${timeOf(date)} GMT`;
  },
  (date) => {
    const [day = '', month = ''] = [DAYS[date.getUTCDay()]?.slice(0, 3), MONTHS[date.getUTCMonth()]];
    return `${day} ${month} ${String(date.getUTCDate()).padStart(2)} ${timeOf(date)} ${date.getUTCFullYear()}`;
  },
];

function timeOf(date: Date): string {
  return [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':');
}

const anySpace = fc.constantFrom('', ' ', '\t', '  ');
const spaced = (text: string, before: string, after: string) => `${before}${text}${after}`;

const anyNumber = fc.oneof(
  fc.bigInt({ min: 0n, max: 10n ** 12n }),
  fc.bigInt({ min: 0n, max: 2n * MAX_WAIT }),
  fc.bigInt({ min: -2n * MAX_WAIT, max: 2n * MAX_WAIT }).map((distance) => BigInt(NOW / 1000) + distance),
);

fuzz(
  'Retry-After: numbers',
  fc.property(anyNumber, anySpace, anySpace, (seconds, before, after) => {
    const found = parseRetryAfter(spaced(String(seconds), before, after), NOW);
    const expected = [seconds, seconds - BigInt(NOW / 1000)].find((wait) => wait <= MAX_WAIT && wait >= -MAX_WAIT);
    const wait = expected === undefined ? undefined : Math.max(0, Number(expected));
    must(found === wait, 'another number', String(seconds), found);
  }),
);

fuzz(
  'Retry-After: dates',
  fc.property(
    // Years of two digits are clear from 1950 to 2049 only.
    fc.oneof(
      fc.date({ min: new Date('1950-01-01T00:00:00Z'), max: new Date('2049-12-31T23:59:59Z'), noInvalidDate: true }),
      fc.date({ min: new Date(NOW), max: new Date(NOW + 300_000_000), noInvalidDate: true }),
    ),
    fc.constantFrom(...forms),
    anySpace,
    (date, form, space) => {
      const header = spaced(form(date), space, space);
      const seconds = Math.max(0, (Math.floor(date.getTime() / 1000) * 1000 - NOW) / 1000);
      const expected = seconds <= Number(MAX_WAIT) ? seconds : undefined;
      must(parseRetryAfter(header, NOW) === expected, 'another time', header, parseRetryAfter(header, NOW), expected);
    },
  ),
);

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...'0123456789.-+eE ,:GMTSunovy') }),
  fc.double().map(String),
  fc
    .tuple(fc.constantFrom(...forms), fc.nat(40), fc.string({ maxLength: 3 }))
    .map(([form, place, text]) => form(new Date(NOW)).slice(0, place) + text + form(new Date(NOW)).slice(place)),
);

fuzz(
  'Retry-After: any text',
  fc.property(anyText, (text) => {
    const found = parseRetryAfter(text, NOW);
    must(found === undefined || (found >= 0 && found <= Number(MAX_WAIT)), 'no time to wait', text, found);
    // Only digits and dates count: everything else that JavaScript takes for a number or a date does not.
    if (found !== undefined) must(/^\d+(?:\.\d+)?$|[A-Z][a-z]{2}.*\d{2}:\d{2}:\d{2}/.test(text.trim()), 'read', text);
  }),
);
