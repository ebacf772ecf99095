import { type Input, type Span, without } from './input.js';
import type { Word } from './words.js';

const wordSet = (...lists: readonly string[]) => new Set(lists.join(' ').split(' '));

/** Words after a number that is a duration, a size or a count: `500 ms`, `413 KB`, `503 messages`. */
const UNITS = wordSet(
  'ns us µs ms s sec secs second seconds m min mins minute minutes h hour hours day days week weeks month months',
  'millis millisecond milliseconds b byte bytes kb mb gb kib mib gib % percent times characters chars tokens',
  'messages requests calls rows records items lines files users recipients contacts emails events webhooks jobs',
  'attempts retries connections',
);

/** Words before a number that identifies or measures something else: `port 503`, `pid=429`, `content-length: 503`. */
const LABELS = wordSet(
  'port pid ppid tid line lines column row job build version id attempt depth size length count',
  'took elapsed duration latency ms millis seconds bytes errno signal rc exit exited',
);

/** Words before the status of a process or of gRPC, which is also called a code: `exited with code 137`. */
const OTHER_STATUSES = wordSet('exit exits exited exiting signal errno grpc');

/** Words between such a word and its number. */
const BETWEEN = wordSet('with code status number no');

/** Words before a code or a status, whatever follows: `error 503 requests rejected`. */
const CODE_LABELS = wordSet('http status code error');

/** What may separate a number from the word before it: `pid=429`, `Exited (137)`, `"port": 503`. */
const SEPARATOR = /^[ \t:=#("'\\]{1,8}$/;

/** The last part of a name: `length` of `content-length`, `ms` of `durationMs`. */
function lastPart(name: string): string {
  const parts = name.replace(/([a-z])([A-Z])/g, '$1 $2').split(/[^a-z%µ]+/i);
  return (parts.at(-1) ?? '').toLowerCase();
}

function isLabelled(text: string, words: readonly Word[], index: number): boolean {
  const belongs = (position: number) => {
    const [before, after] = [words[position], words[position + 1]];
    return before !== undefined && after !== undefined && SEPARATOR.test(text.slice(before.end, after.start));
  };
  let position = index - 1;
  if (!belongs(position)) return false;
  if (LABELS.has(lastPart(words[position]?.text ?? ''))) return true;
  while (BETWEEN.has(words[position]?.text.toLowerCase() ?? '') && belongs(position - 1)) position -= 1;
  const label = lastPart(words[position]?.text ?? '');
  const isNumberOf = position < index - 1 && /^(?:number|no)$/i.test(words[position + 1]?.text ?? '');
  return OTHER_STATUSES.has(label) || (isNumberOf && LABELS.has(label));
}

function hasUnit(text: string, words: readonly Word[], index: number): boolean {
  const [before, number, after] = [words[index - 1], words[index], words[index + 1]];
  if (number === undefined || after === undefined || CODE_LABELS.has(before?.text.toLowerCase() ?? '')) return false;
  return /^[ \t]$/.test(text.slice(number.end, after.start)) && UNITS.has(after.text.toLowerCase());
}

/** The process id that pino-pretty prints after the level: `[12:00:00.503] ERROR (1007): …`. */
const PROCESS_ID = /^\[[\d:.+TZ -]{8,40}\] [A-Z]{4,5} \((?=\d)/gm;

/** The numbers in a text that are clearly neither a vendor's code nor an HTTP status. */
export function quantitiesIn(text: string, words: readonly Word[]): readonly Span[] {
  const processIds = new Set([...text.matchAll(PROCESS_ID)].map(({ 0: before, index }) => index + before.length));
  return words.filter(
    (word, index) =>
      /^\d+$/.test(word.text) &&
      (processIds.has(word.start) || hasUnit(text, words, index) || isLabelled(text, words, index)),
  );
}

/** The input without these numbers. */
export const withoutQuantities = (input: Input): Input => without(input, quantitiesIn(input.text, input.words));
