import { Buffer } from 'node:buffer';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { anyBody } from './bodies.js';
import { fuzz, must } from './cases.js';
import { mustBeSoundOutcome, outcomeOf } from './outcomes.js';
import { anyHeaders, anyRoute, anyStatus } from './responses.js';
import { anyVendor } from './vendors.js';

fuzz(
  'normalize: a sound error',
  fc.property(anyVendor, anyStatus, anyRoute, anyHeaders, anyBody, (vendor, status, route, headers, body) => {
    mustBeSoundOutcome(vendor, { status, headers, body, ...route });
  }),
);

/** The parsed form of a text, if it is read in the same way. */
function parsed(text: string): { body: unknown } | undefined {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' ? { body } : undefined;
  } catch {
    return undefined;
  }
}

fuzz(
  'normalize: one outcome for all forms of a body',
  fc.property(anyVendor, anyStatus, anyRoute, anyHeaders, anyBody, (vendor, status, route, headers, bytes) => {
    const response = { status, headers, ...route };
    const expected = outcomeOf(vendor, { ...response, body: bytes });
    const text = bytes.toString();
    const whole = parsed(text.replace(/^\uFEFF/, ''));
    const forms = [
      { body: text },
      { body: new Uint8Array(bytes) },
      { body: new Uint8Array(bytes).buffer },
      { body: Buffer.concat([Buffer.from('x'), bytes]).subarray(1) },
      ...(whole ? [whole] : []),
    ];
    for (const form of forms) {
      const outcome = outcomeOf(vendor, { ...response, ...form });
      must(isDeepStrictEqual(outcome, expected), 'another outcome', outcome, expected);
    }
    const pairs = { ...response, headers: Object.entries(headers), body: bytes };
    must(isDeepStrictEqual(outcomeOf(vendor, pairs), expected), 'another outcome with pairs', expected);
  }),
);
