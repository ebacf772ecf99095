import { type HeadersInput, type HeaderValues, headerValues } from '../headers.js';

/**
 * Reads headers as HTTP clients have them on the wire: a flat list of names and values, which are texts or Buffers; one
 * text with a line each (requests of undici 5); or a plain object (undici 8 on HTTP/2). Names are compared by length
 * first, since most of a message's headers are never asked for.
 */
export function rawHeaderValues(headers: unknown): HeaderValues {
  if (typeof headers === 'string') return rawHeaderValues(headers.split('\r\n').flatMap(nameAndValue));
  if (!Array.isArray(headers)) return headerValues(headers as HeadersInput);
  return (name) => {
    const values: string[] = [];
    for (let index = 0; index + 1 < headers.length; index += 2) {
      const key: unknown = headers[index];
      if ((key as string | Uint8Array).length === name.length && latin1(key).toLowerCase() === name) {
        values.push(...[headers[index + 1]].flat().map(latin1));
      }
    }
    return values;
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
