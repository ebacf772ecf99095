/** The prefix that some servers put before JSON so that other sites cannot load it as a script. */
const GUARD = /^\)\]\}'?,?\s*/;

/**
 * Parses JSON whose end may be missing because of a cancelled body, a broken connection or the limit of the capture.
 * The result contains every value that arrived completely. Returns `undefined` for anything that is not a JSON object
 * or array.
 */
export function parsePartialJson(text: string): unknown {
  // `trimStart` also removes a byte order mark.
  const start = text.trimStart();
  const json = start[0] === ')' ? start.replace(GUARD, '') : start;
  // The first character identifies a proxy's HTML page without the cost of a SyntaxError.
  if (json[0] !== '{' && json[0] !== '[') return undefined;
  try {
    return JSON.parse(json);
  } catch {
    try {
      return JSON.parse(closed(json));
    } catch {
      return undefined;
    }
  }
}

const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const BACKSLASH = 92;
const OPEN_ARRAY = 91;
const CLOSE_ARRAY = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;

/** `true`, `false`, `null`, or a number followed by a space, so that no digit is missing. */
const WHOLE_LITERAL = /^\s*(?:true|false|null|-?\d[\d.eE+-]*(?=\s))\s*$/;

/**
 * The text up to its last complete value, with the open arrays and objects closed. It needs one pass and no recursion.
 */
function closed(text: string): string {
  const closers: string[] = [];
  let complete = 0;
  let last = 0;
  let isKey = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charCodeAt(index);
    switch (character) {
      case QUOTE:
        index = endOfString(text, index);
        if (!isKey && index < text.length) complete = index + 1;
        break;
      case OPEN_OBJECT:
      case OPEN_ARRAY:
        isKey = character === OPEN_OBJECT;
        closers.push(isKey ? '}' : ']');
        complete = index + 1;
        break;
      case CLOSE_OBJECT:
      case CLOSE_ARRAY:
        closers.pop();
        complete = index + 1;
        if (closers.length === 0) return text.slice(0, complete);
        break;
      case COMMA:
        isKey = closers.at(-1) === '}';
        complete = index;
        break;
      case COLON:
        isKey = false;
        break;
      default:
        continue;
    }
    last = index + 1;
  }
  if (!isKey && WHOLE_LITERAL.test(text.slice(last))) complete = text.length;
  return text.slice(0, complete) + closers.reverse().join('');
}

function endOfString(text: string, open: number): number {
  for (let index = open + 1; index < text.length; index += 1) {
    const character = text.charCodeAt(index);
    if (character === QUOTE) return index;
    if (character === BACKSLASH) index += 1;
  }
  return text.length;
}
