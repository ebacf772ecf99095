import { type HeadersInput, headerValues } from '../headers.js';

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

/** Most of a message's headers are never asked for, so no text is made of a name of another length. */
function isNamed(key: string | Buffer, name: string): boolean {
  return key.length === name.length && latin1(key).toLowerCase() === name;
}

/** HTTP/1.1 field values are bytes; undici itself reads them as latin1. */
function latin1(value: unknown): string {
  return isBuffer(value) ? value.toString('latin1') : String(value);
}

function nameAndValue(line: string): readonly string[] {
  const colon = line.indexOf(':');
  return colon > 0 ? [line.slice(0, colon), line.slice(colon + 1).trim()] : [];
}
