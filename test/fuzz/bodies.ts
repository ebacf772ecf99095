import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { builtInSamples } from '../../src/vendors/samples.js';
import { hostileBodies } from '../support/hostile.js';

const PATHS = ['/api/partner/v3/chats', '/api/partner/v2/chats', '/api/v1/send', '/api/hubspot/x', '/api/v2/send/bulk'];
const traceId = '2eff5df5c6f688733c007523c4d61cd9';

/** Every answer that the vendors document, on routes that differ in form. */
const documented = Object.values(builtInSamples).flatMap(({ answers }) =>
  [...answers.values()].flatMap((make) => PATHS.map((path) => make({ path, traceId }).body)),
);
const hostile = hostileBodies.flatMap(([, body]) => (typeof body === 'string' && body.length < 5000 ? [body] : []));

/** The bodies that mutations start from. */
export const corpus: readonly string[] = [...new Set([...documented, ...hostile])];

const anySeed = fc.constantFrom(...corpus).map((text) => Buffer.from(text));

/** Pieces of JSON, of the vendors' words, and of what breaks parsers. */
const TOKENS = [
  ...['{', '}', '[', ']', ':', ',', '"', '\\', '\\u', '\\ud800', 'null', 'true', '-', '1e999', '-0', '1e308', '0.1'],
  ...['"error"', '"errors"', '"code"', '"message"', '"retry_after"', '"retryable"', '"status"', '"type"', '"ok":false'],
  ...['"outputFields"', '"trace_id"', '"request_id"', '"__proto__"', '"constructor"', '"error_count":3', '"success"'],
  ...[
    '1007',
    '"1007"',
    '"sms_not_enabled"',
    '"rate_limit_exceeded"',
    '"Account is suspended"',
    '\u0000',
    '\uFEFF',
    '\u00a0',
  ],
];
const anyToken = fc.constantFrom(...TOKENS).map((token) => Buffer.from(token));
const anyPlace = fc.double({ min: 0, max: 1, noNaN: true });
const at = (bytes: Buffer, place: number) => Math.floor(place * bytes.byteLength);

type Mutation = (bytes: Buffer) => Buffer;

const flipped = (bytes: Buffer, place: number, bit: number) => {
  const copy = Buffer.from(bytes);
  const index = Math.min(at(bytes, place), bytes.byteLength - 1);
  if (index >= 0) copy[index] = (copy[index] ?? 0) ^ (1 << bit);
  return copy;
};

const nested = (bytes: Buffer, depth: number, open: string, close: string) =>
  Buffer.concat([Buffer.from(open.repeat(depth)), bytes, Buffer.from(close.repeat(depth))]);

const anyMutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.constant((bytes: Buffer) => Buffer.concat([Buffer.from('\uFEFF'), bytes])),
  anyPlace.map((place) => (bytes: Buffer) => bytes.subarray(0, at(bytes, place))),
  fc.tuple(anyPlace, fc.nat(7)).map(
    ([place, bit]) =>
      (bytes: Buffer) =>
        flipped(bytes, place, bit),
  ),
  fc.tuple(anyPlace, anyPlace, fc.integer({ min: 1, max: 4 })).map(([one, other, times]) => (bytes: Buffer) => {
    const [from, to] = [at(bytes, Math.min(one, other)), at(bytes, Math.max(one, other))];
    return Buffer.concat([bytes.subarray(0, to), ...Array(times).fill(bytes.subarray(from, to)), bytes.subarray(to)]);
  }),
  fc.tuple(anyPlace, anyToken).map(([place, token]) => (bytes: Buffer) => {
    const index = at(bytes, place);
    return Buffer.concat([bytes.subarray(0, index), token, bytes.subarray(index)]);
  }),
  fc.tuple(anyPlace, anyPlace, anySeed).map(
    ([place, rest, other]) =>
      (bytes: Buffer) =>
        Buffer.concat([bytes.subarray(0, at(bytes, place)), other.subarray(at(other, rest))]),
  ),
  fc
    .tuple(fc.integer({ min: 1, max: 50 }), fc.constantFrom(['{"error":', '}'], ['[', ']'], ['{"outputFields":', '}']))
    .map(
      ([depth, [open = '', close = '']]) =>
        (bytes: Buffer) =>
          nested(bytes, depth, open, close),
    ),
);

/** A body as it might come: one of the corpus, mutated up to four times. */
export const anyBody: fc.Arbitrary<Buffer> = fc
  .tuple(anySeed, fc.array(anyMutation, { maxLength: 4 }))
  .map(([seed, mutations]) => mutations.reduce<Buffer>((bytes, mutate) => mutate(bytes), seed).subarray(0, 65_536));
