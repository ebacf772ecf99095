/**
 * Parses JSON of which the end may be missing (a cancelled body, a broken connection, the capture's cap): every value
 * that had arrived completely is there. `undefined` for anything that is not a JSON object or array.
 */
export function parsePartialJson(text: string): unknown {
  const start = text.search(/\S/);
  // A proxy's HTML page is seen at its first character, without the cost of a thrown SyntaxError.
  if (start === -1 || (text[start] !== '{' && text[start] !== '[')) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    try {
      return JSON.parse(closed(text, start));
    } catch {
      return undefined;
    }
  }
}

const QUOTE = 34;
const COMMA = 44;
const BACKSLASH = 92;
const OPEN_ARRAY = 91;
const CLOSE_ARRAY = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;

/** The text up to its last complete value, with the arrays and objects that are open there closed. One pass, no recursion. */
function closed(text: string, start: number): string {
  const closers: string[] = [];
  let complete = start;
  for (let index = start; index < text.length; index += 1) {
    switch (text.charCodeAt(index)) {
      case QUOTE:
        index = endOfString(text, index);
        break;
      case OPEN_OBJECT:
        closers.push('}');
        complete = index + 1;
        break;
      case OPEN_ARRAY:
        closers.push(']');
        complete = index + 1;
        break;
      case CLOSE_OBJECT:
      case CLOSE_ARRAY:
        closers.pop();
        complete = index + 1;
        if (closers.length === 0) return text.slice(start, complete);
        break;
      case COMMA:
        complete = index;
        break;
    }
  }
  return text.slice(start, complete) + closers.reverse().join('');
}

function endOfString(text: string, open: number): number {
  for (let index = open + 1; index < text.length; index += 1) {
    const character = text.charCodeAt(index);
    if (character === QUOTE) return index;
    if (character === BACKSLASH) index += 1;
  }
  return text.length;
}
