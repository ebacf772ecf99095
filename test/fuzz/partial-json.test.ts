import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { parsePartialJson } from '../../src/definition/partial-json.js';
import { anyBody } from './bodies.js';
import { fuzz, must } from './cases.js';

/** Where in the text a value is complete, by its path. */
type Ends = Map<string, { readonly value: unknown; readonly end: number }>;

interface Written {
  readonly text: string;
  readonly ends: Ends;
}

/** Writes JSON as other programs may, with spaces where there may be some, and notes where each plain value ends. */
function write(document: unknown, spaces: readonly string[]): Written {
  const ends: Ends = new Map();
  let text = '';
  let count = 0;
  const space = () => {
    text += spaces[count++ % spaces.length] ?? '';
  };
  const writeMembers = (
    open: string,
    close: string,
    members: readonly (readonly [string, unknown])[],
    path: string,
  ) => {
    text += open;
    members.forEach(([key, member], index) => {
      if (index > 0) text += ',';
      space();
      if (open === '{') {
        text += JSON.stringify(key);
        space();
        text += ':';
        space();
      }
      writeValue(member, `${path}/${key}`);
      space();
    });
    text += close;
  };
  const writeValue = (value: unknown, path: string) => {
    if (Array.isArray(value)) writeMembers('[', ']', Object.entries(value), path);
    else if (typeof value === 'object' && value !== null) writeMembers('{', '}', Object.entries(value), path);
    else {
      text += JSON.stringify(value);
      // Only the next character shows that a number has no more digits.
      ends.set(path, { value, end: text.length + (typeof value === 'number' ? 1 : 0) });
    }
  };
  space();
  writeValue(document, '');
  return { text, ends };
}

function plainValues(value: unknown, path = ''): (readonly [string, unknown])[] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, member]) => plainValues(member, `${path}/${key}`));
}

// Slashes in keys would make paths ambiguous, and numbers as keys come in another order.
const anyKey = fc.string({ unit: 'grapheme', maxLength: 5 }).map((key) => `k${key.replaceAll('/', '')}`);
const anyDocument = fc.letrec((tie) => ({
  document: fc.oneof({ maxDepth: 4 }, fc.array(tie('value'), { maxLength: 4 }), fc.dictionary(anyKey, tie('value'))),
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: 'binary' }),
    fc.constantFrom(true, false, null, '', '"}]', '\\', 0, -1.5e-7),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
    tie('document'),
  ),
})).document;
const anySpaces = fc.array(fc.constantFrom('', '', ' ', '\n', '\t', '\r\n  '), { minLength: 1, maxLength: 5 });

fuzz(
  'partial JSON: what had arrived',
  fc.property(anyDocument, anySpaces, fc.double({ min: 0, max: 1, noNaN: true }), (document, spaces, place) => {
    const { text, ends } = write(document, spaces);
    must(isDeepStrictEqual(parsePartialJson(text), JSON.parse(text)), 'not as a whole', text);
    const cut = text.slice(0, Math.floor(place * text.length));
    const arrived = [...ends].filter(([, { end }]) => end <= cut.length).map(([path, { value }]) => [path, value]);
    const found = parsePartialJson(cut);
    must((found === undefined) === (cut.trim() === ''), 'nothing, or something', cut);
    if (found !== undefined) must(isDeepStrictEqual(plainValues(found), arrived), 'other values', cut, found);
  }),
);

const anyText = fc.oneof(
  anyBody.map(String),
  fc.string({ unit: fc.constantFrom(...'{}[]:,"\\ue1-.0 \n', 'true', 'null'), maxLength: 40 }),
);

fuzz(
  'partial JSON: any text',
  fc.property(anyText, (text) => {
    const found = parsePartialJson(text);
    must(found === undefined || (typeof found === 'object' && found !== null), 'no object', text);
    let whole: unknown;
    try {
      whole = JSON.parse(text);
    } catch {
      return;
    }
    if (typeof whole === 'object' && whole !== null) must(isDeepStrictEqual(found, whole), 'not as JSON.parse', text);
    else must(found === undefined, 'no object in the text', text);
  }),
);
