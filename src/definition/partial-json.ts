/** What servers put before JSON so that no other site can load it as a script. */
const GUARD = /^\)\]\}'?,?\s*/;

/**
 * Parses JSON of which the end may be missing (a cancelled body, a broken connection, the capture's cap): every value
 * that had arrived completely is there. `undefined` for anything that is not a JSON object or array.
 */
export function parsePartialJson(text: string): unknown {
  // This removes a byte order mark, too.
  const start = text.trimStart();
  const json = start[0] === ')' ? start.replace(GUARD, '') : start;
  // A proxy's HTML page is seen at its first character, without the cost of a thrown SyntaxError.
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

/** `true`, `false`, `null`, or a number of which a space shows that no digit follows. */
const WHOLE_LITERAL = /^\s*(?:true|false|null|-?\d[\d.eE+-]*(?=\s))\s*$/;

/** The text up to its last complete value, with the arrays and objects that are open there closed. One pass, no recursion. */
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
