import { parsePartialJson } from '../vendors/partial-json.js';

const KEY = /([{,]\s*)([A-Za-z_$][\w$-]*)\s*:/g;
const SINGLE_QUOTED = /([:[,{(]\s*)'((?:[^'\\]|\\.)*)'/g;
const NAMES: Readonly<Record<string, string>> = { True: 'true', False: 'false', None: 'null', undefined: 'null' };
const BARE_NAME = /([:[,]\s*)(True|False|None|undefined)\b/g;
/** `[Object]`, `[Array]`, `[Circular *1]`: what Node.js prints for what it leaves out. */
const LEFT_OUT = /\[(?:Object|Array|Circular[^\]]*|[A-Z]\w*)\]/g;

/** JSON out of what `console.log` prints of an object in Node.js, or `print` in Python. */
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

/** An object or array, in JSON, in JSON inside a JSON string, or as a program printed it. The end may be missing. */
export function parseLooseJson(text: string): unknown {
  const escaped = text.includes('\\"') ? text.replace(/\\+"/g, '"') : undefined;
  return (
    parse(text) ??
    (escaped === undefined ? undefined : parse(escaped)) ??
    parse(asJson(text)) ??
    parsePartialJson(escaped ?? text)
  );
}
