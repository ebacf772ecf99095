import { parseLooseJson } from './loose-json.js';

/** A JSON object or array in a text, with its position. */
export interface Document {
  readonly value: object;
  readonly start: number;
  readonly end: number;
}

/** The limit on unclosed brackets, because each is searched for to the end of the text. */
const MAX_UNCLOSED = 20;

/** The limit on lines of a log. */
const MAX_DOCUMENTS = 1000;

const BEGIN = /\{|\[\s*\{/g;
const ESCAPED = /^[{[\s]*\\"/;

/** The position after the bracket that closes the one at `start`; `undefined` if it is not closed. */
function endOf(text: string, start: number): number | undefined {
  // Inside a JSON string, a quotation mark has one backslash, and an escaped one has three.
  const backslashes = ESCAPED.test(text.slice(start, start + 20)) ? 1 : 0;
  let depth = 0;
  let isInString = false;
  // The number of backslashes before the character.
  let run = 0;
  for (let index = start; index < text.length; index += 1) {
    const character = text[index];
    if (character === '\\') {
      run += 1;
      continue;
    }
    const escapes = run;
    run = 0;
    if (character === '"') {
      if (escapes === backslashes) isInString = !isInString;
    } else if (isInString) {
    } else if (character === '{' || character === '[') {
      depth += 1;
    } else if (character === '}' || character === ']') {
      depth -= 1;
      if (depth === 0) return index + 1;
    }
  }
  return undefined;
}

/** The JSON objects and arrays of objects in any text. */
export function documentsIn(text: string): readonly Document[] {
  const found: Document[] = [];
  let unclosed = 0;
  let position = 0;
  while (unclosed < MAX_UNCLOSED && found.length < MAX_DOCUMENTS) {
    BEGIN.lastIndex = position;
    const start = BEGIN.exec(text)?.index;
    if (start === undefined) break;
    const closed = endOf(text, start);
    const end = closed ?? text.length;
    if (closed === undefined) unclosed += 1;
    const value = parseLooseJson(text.slice(start, end));
    const isFound = typeof value === 'object' && value !== null && Object.keys(value).length > 0;
    if (isFound) found.push({ value, start, end });
    position = isFound ? end : start + 1;
  }
  return found;
}
