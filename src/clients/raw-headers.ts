import { type HeadersInput, type HeaderValues, headerValues } from '../headers.js';

const NONE: readonly string[] = [];

/**
 * Reads headers as HTTP clients have them on the wire: a flat list of names and values, which are texts or Buffers; one
 * text with a line each (requests of undici 5); or a plain object (undici 8 on HTTP/2). Names are compared by length
 * first, since most of a message's headers are never asked for.
 */
export function rawHeaderValues(headers: unknown): HeaderValues {
  if (typeof headers === 'string') return rawHeaderValues(headers.split('\r\n').flatMap(nameAndValue));
  if (!Array.isArray(headers)) return headerValues(headers as HeadersInput);
  return (name) => {
    let values: string[] | undefined;
    for (let index = 0; index + 1 < headers.length; index += 2) {
      const key = headers[index] as string | Uint8Array;
      if (key.length !== name.length || latin1(key).toLowerCase() !== name) continue;
      const value: unknown = headers[index + 1];
      values ??= [];
      if (Array.isArray(value)) values.push(...value.map(latin1));
      else values.push(latin1(value));
    }
    return values ?? NONE;
  };
}

/** HTTP/1.1 field values are bytes; undici itself reads them as latin1. */
function latin1(value: unknown): string {
  return Buffer.isBuffer(value) ? value.toString('latin1') : String(value);
}

function nameAndValue(line: string): readonly string[] {
  const colon = line.indexOf(':');
  return colon > 0 ? [line.slice(0, colon), line.slice(colon + 1).trim()] : [];
}
