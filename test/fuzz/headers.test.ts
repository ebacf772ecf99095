import { Buffer } from 'node:buffer';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { rawHeaderValues } from '../../src/clients/raw-headers.js';
import { headerValues } from '../../src/common/headers.js';
import { traceIdFromBody, traceIdFromHeaders } from '../../src/definition/trace-id.js';
import { fuzz, must } from './cases.js';
import { anyVendor } from './vendors.js';

const NAMES = ['X-Trace-ID', 'Retry-After', 'Content-Encoding', 'Set-Cookie', 'X-Trace-I', 'X-Trace-IDs', '__proto__'];
/** Names and values as they can be on the wire. */
const anyName = fc.oneof(fc.constantFrom(...NAMES), fc.stringMatching(/^[\w!#$%&'*+.^`|~-]{1,12}$/));
const anyCase = fc
  .tuple(anyName, fc.boolean())
  .map(([name, upper]) => (upper ? name.toUpperCase() : name.toLowerCase()));
const anyText = fc.stringMatching(/^(?:[\x21-\x7e\xa1-\xff](?:[\x20-\x7e\xa1-\xff]{0,20}[\x21-\x7e\xa1-\xff])?)?$/);
const anyValue = fc.oneof(anyText, anyName);
const anyPairs = fc.array(fc.tuple(anyCase, anyValue), { maxLength: 8 });

const expected = (pairs: readonly (readonly [string, string])[], name: string) =>
  pairs.filter(([key]) => key.toLowerCase() === name).map(([, value]) => value);

fuzz(
  'headers: forms of an application',
  fc.property(anyPairs, anyName, (pairs, asked) => {
    const name = asked.toLowerCase();
    const values = expected(pairs, name);
    const found = headerValues(pairs)(name);
    must(isDeepStrictEqual(found, values), 'other values of pairs', pairs, found);
    const lists = new Map<string, string[]>();
    for (const [key, value] of pairs) lists.set(key, [...(lists.get(key) ?? []), value]);
    const object = Object.fromEntries(lists);
    const ofObject = Object.entries(object).flatMap(([key, list]) => (key.toLowerCase() === name ? list : []));
    must(isDeepStrictEqual(headerValues(object)(name), ofObject), 'other values of an object', object);
    const headers = new Headers(pairs.map(([key, value]) => [key, value]));
    const joined = headerValues(headers)(name).join(', ');
    must(joined === values.join(', '), 'other values of Headers', pairs, joined);
  }),
);

fuzz(
  'headers: forms of a client',
  fc.property(anyPairs, anyName, fc.boolean(), (pairs, asked, odd) => {
    const name = asked.toLowerCase();
    const values = expected(pairs, name);
    const flat = pairs.flat();
    const buffers = flat.map((text) => Buffer.from(text, 'latin1'));
    const lines = pairs.map(([key, value]) => `${key}: ${value}\r\n`).join('');
    const rest = odd ? ['X-Trace-ID'] : [];
    for (const form of [[...flat, ...rest], [...buffers, ...rest], lines, pairs.length > 0 ? headersOf(pairs) : []]) {
      const found = rawHeaderValues(form, name);
      must(
        isDeepStrictEqual(found, Array.isArray(form) || typeof form === 'string' ? values : found),
        'other values',
        form,
      );
      must(found.join() === values.join(), 'other values', form, found);
    }
  }),
);

/** A plain object, as HTTP/2 gives it: names in lower case, several values in a list. */
function headersOf(pairs: readonly (readonly [string, string])[]): object {
  const names = [...new Set(pairs.map(([key]) => key.toLowerCase()))];
  return Object.fromEntries(
    names.map((name) => {
      const values = expected(pairs, name);
      return [name, values.length === 1 ? values[0] : values];
    }),
  );
}

fuzz(
  'trace ids: any value',
  fc.property(
    anyVendor,
    fc.oneof(fc.string({ minLength: 120, maxLength: 140 }), fc.string({ unit: 'binary' }), fc.anything()),
    (vendor, value) => {
      const body = { trace_id: value, request_id: value, instance: value, outputFields: { trace_id: value } };
      const ofBody = traceIdFromBody(vendor, body);
      const ofHeaders = typeof value === 'string' ? traceIdFromHeaders(vendor, () => [value]) : undefined;
      for (const id of [ofBody, ofHeaders]) {
        if (id === undefined) continue;
        must(id === value && id.length <= 128 && /^[ -~]+$/.test(id) && id.trim() === id, 'no trace id', value);
      }
    },
  ),
);
