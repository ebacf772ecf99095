import { type HeadersInput, type HeaderValues, headerValues } from '../headers.js';

const NONE: readonly string[] = [];
/** Taken once, for the global `Buffer` is a getter in Node.js. */
const { isBuffer } = Buffer;

/**
 * Reads headers as HTTP clients have them on the wire: a flat list of names and values, which are texts or Buffers; one
 * text with a line each (requests of undici 5); or a plain object (undici 8 on HTTP/2).
 */
export function rawHeaderValues(headers: unknown): HeaderValues {
  if (typeof headers === 'string') return rawHeaderValues(headers.split('\r\n').flatMap(nameAndValue));
  if (!Array.isArray(headers)) return headerValues(headers as HeadersInput);
  return (name) => valuesInList(headers, name);
}

/** Outside the function that asks for them, for that one is made anew with each call, and V8 does not inline a loop. */
function valuesInList(headers: readonly unknown[], name: string): readonly string[] {
  let values: string[] | undefined;
  for (let index = 0; index + 1 < headers.length; index += 2) {
    if (!isNamed(headers[index] as string | Uint8Array, name)) continue;
    const value: unknown = headers[index + 1];
    const texts = Array.isArray(value) ? value.map(latin1) : [latin1(value)];
    if (values === undefined) values = texts;
    else values.push(...texts);
  }
  return values ?? NONE;
}

/** Most of a message's headers are never asked for, so no text is made of their names. */
function isNamed(key: string | Uint8Array, name: string): boolean {
  if (typeof key === 'string') return key.length === name.length && key.toLowerCase() === name;
  if (key.length !== name.length) return false;
  for (let index = 0; index < name.length; index += 1) {
    const wanted = name.charCodeAt(index);
    const byte = key[index] ?? 0;
    const isCapital = byte >= 65 && byte <= 90;
    if (byte !== wanted && !(isCapital && byte + 32 === wanted)) return false;
  }
  return true;
}

/** HTTP/1.1 field values are bytes; undici itself reads them as latin1. */
function latin1(value: unknown): string {
  return isBuffer(value) ? value.toString('latin1') : String(value);
}

function nameAndValue(line: string): readonly string[] {
  const colon = line.indexOf(':');
  return colon > 0 ? [line.slice(0, colon), line.slice(colon + 1).trim()] : [];
}
