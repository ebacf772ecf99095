import { parsePartialJson } from '../definition/partial-json.js';

const KEY = /([{,]\s*)([A-Za-z_$][\w$-]*)\s*:/g;
const SINGLE_QUOTED = /([:[,{(]\s*)'((?:[^'\\]|\\.)*)'/g;
const NAMES: Readonly<Record<string, string>> = { True: 'true', False: 'false', None: 'null', undefined: 'null' };
const BARE_NAME = /([:[,]\s*)(True|False|None|undefined)\b/g;
/** `[Object]`, `[Array]`, `[Circular *1]`: what Node.js prints for omitted values. */
const LEFT_OUT = /\[(?:Object|Array|Circular[^[\]]*|[A-Z]\w*)\]/g;

/** Converts an object printed by `console.log` in Node.js, or by `print` in Python, to JSON. */
function asJson(text: string): string {
  return text
    .replace(LEFT_OUT, 'null')
    .replace(
      SINGLE_QUOTED,
      (_, before: string, content: string) => before + JSON.stringify(content.replaceAll("\\'", "'")),
    )
    .replace(KEY, '$1"$2":')
    .replace(BARE_NAME, (_, before: string, name: string) => before + NAMES[name]);
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** The JSON inside a JSON string: `{\"code\": 1007}`. If the string is cut, only its quotation marks are unescaped. */
function unescaped(text: string): string {
  const content = text.includes('\\"') ? parse(`"${text}"`) : text;
  return typeof content === 'string' ? content : text.replace(/(?<!\\)\\+"/g, '"');
}

/** An object or array, in JSON, in JSON inside a JSON string, or as printed by a program. The end may be missing. */
export function parseLooseJson(text: string): unknown {
  const content = unescaped(text);
  return parse(text) ?? parse(content) ?? parse(asJson(text)) ?? parsePartialJson(content);
}
