import { type HeadersInput, headerValues } from '../common/headers.js';

const NONE: readonly string[] = [];
/** Read once, because the global `Buffer` is a getter in Node.js. */
const { isBuffer } = Buffer;

/**
 * The values of a header by its lower-case name, in the raw headers of HTTP clients: a flat list of names and values
 * (strings or Buffers), one string with lines (requests of undici 5), or a plain object (undici 8 over HTTP/2).
 */
export function rawHeaderValues(headers: unknown, name: string): readonly string[] {
  if (typeof headers === 'string') return rawHeaderValues(headers.split('\r\n').flatMap(nameAndValue), name);
  if (!Array.isArray(headers)) return headerValues(headers as HeadersInput)(name);
  let values: string[] | undefined;
  for (let index = 0; index + 1 < headers.length; index += 2) {
    if (!isNamed(headers[index], name)) continue;
    const value: unknown = headers[index + 1];
    const texts = Array.isArray(value) ? value.map(latin1) : [latin1(value)];
    if (values === undefined) values = texts;
    else values.push(...texts);
  }
  return values ?? NONE;
}

/** Compares bytes without creating strings, because most headers are never read. */
function isNamed(key: string | Uint8Array, name: string): boolean {
  if (key.length !== name.length) return false;
  if (typeof key === 'string') return key.toLowerCase() === name;
  for (let index = 0; index < name.length; index += 1) {
    if (lowerCase(key[index] as number) !== name.charCodeAt(index)) return false;
  }
  return true;
}

/** The lower case of an ASCII character. Names of headers contain no others (RFC 9110, section 5.1). */
function lowerCase(code: number): number {
  return code >= 0x41 && code <= 0x5a ? code + 0x20 : code;
}

/** HTTP/1.1 field values are bytes; undici itself reads them as latin1. */
function latin1(value: unknown): string {
  return isBuffer(value) ? value.toString('latin1') : String(value);
}

function nameAndValue(line: string): readonly string[] {
  const colon = line.indexOf(':');
  return colon > 0 ? [line.slice(0, colon), line.slice(colon + 1).trim()] : [];
}
