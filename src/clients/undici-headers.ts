import { type HeadersInput, type HeaderValues, headerValues } from '../headers.js';

/**
 * Reads the headers as undici's diagnostics channel has them: a flat list of names and values, mostly Buffers. Names
 * are compared by length first, since most of a response's headers are never asked for.
 */
export function undiciHeaderValues(headers: unknown): HeaderValues {
  if (!Array.isArray(headers)) return headerValues(headers as HeadersInput);
  return (name) => {
    const values: string[] = [];
    for (let index = 0; index + 1 < headers.length; index += 2) {
      const key = headers[index];
      if (key.length === name.length && latin1(key).toLowerCase() === name)
        values.push(...[headers[index + 1]].flat().map(latin1));
    }
    return values;
  };
}

/** HTTP/1.1 field values are bytes; undici itself reads them as latin1. */
function latin1(value: unknown): string {
  return Buffer.isBuffer(value) ? value.toString('latin1') : String(value);
}
