import { type HeadersInput, headerValues } from '../common/headers.js';

const NONE: readonly string[] = [];
/** Taken once, for the global `Buffer` is a getter in Node.js. */
const { isBuffer } = Buffer;

/**
 * The values of a header, by its lower-case name, of headers as HTTP clients have them on the wire: a flat list of names
 * and values, which are texts or Buffers; one text with a line each (requests of undici 5); or a plain object (undici 8 on
 * HTTP/2).
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

/** Most of a message's headers are never asked for, so no text is made of a name. */
function isNamed(key: string | Uint8Array, name: string): boolean {
  if (key.length !== name.length) return false;
  if (typeof key === 'string') return key.toLowerCase() === name;
  for (let index = 0; index < name.length; index += 1) {
    if (lowerCase(key[index] as number) !== name.charCodeAt(index)) return false;
  }
  return true;
}

/** Of an ASCII character, as names of headers have them (RFC 9110, section 5.1). */
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
