import { Buffer } from 'node:buffer';
import zlib from 'node:zlib';
import fc from 'fast-check';
import { decodeBody } from '../../src/clients/content-coding.js';
import { corpus } from './bodies.js';
import { fuzz, must } from './cases.js';

const LIMIT = 65_536;
const fast = { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 4 } };
/** Node.js has zstd from 22.15 on, and its types later still. */
const { zstdCompressSync } = zlib as { zstdCompressSync?: (bytes: Uint8Array) => Buffer };

const codings: readonly (readonly [coding: string, encode: (bytes: Uint8Array) => Buffer])[] = [
  ['gzip', (bytes) => zlib.gzipSync(bytes)],
  ['GZip', (bytes) => zlib.gzipSync(bytes, { level: 0 })],
  ['x-gzip', (bytes) => zlib.gzipSync(bytes)],
  ['deflate', (bytes) => zlib.deflateSync(bytes)],
  ['Deflate', (bytes) => zlib.deflateRawSync(bytes, { level: 9 })],
  ['br', (bytes) => zlib.brotliCompressSync(bytes, fast)],
  ['identity', (bytes) => Buffer.from(bytes)],
  ...(zstdCompressSync ? [['zstd', zstdCompressSync] as const] : []),
];

const anyCoding = fc.constantFrom(...codings);
const anyCodings = fc.array(anyCoding, { minLength: 1, maxLength: 7 });
/** More than any server applies are not undone. */
const MAX_CODINGS = 5;
const anyLimit = fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: LIMIT }));
const anyBytes = fc.oneof(
  fc.uint8Array({ minLength: 1, maxLength: 2000 }),
  fc.constantFrom(...corpus.filter((body) => body !== '')).map((body) => Buffer.from(body)),
  fc.tuple(fc.constantFrom(...corpus), fc.nat(300)).map(([body, times]) => Buffer.from(`{${body.repeat(times)}`)),
);
const anyPlace = fc.double({ min: 0, max: 1, noNaN: true });
const begins = (bytes: Uint8Array, whole: Uint8Array) => Buffer.from(whole).subarray(0, bytes.byteLength).equals(bytes);

/** What is decoded is bounded; bytes that are handed on as they are need not be. */
function mustBeBounded(decoded: Uint8Array, bytes: Uint8Array, limit = LIMIT): void {
  must(decoded === bytes || decoded.byteLength <= limit, 'more than the limit', decoded.byteLength);
}

fuzz(
  'content codings: there and back',
  fc.property(anyBytes, anyCodings, fc.constantFrom(',', ', ', ' ,\t'), (bytes, applied, comma) => {
    const encoded = applied.reduce((body: Uint8Array, [, encode]) => encode(body), bytes);
    const names = applied.map(([name]) => name);
    const tooMany = names.filter((name) => name !== 'identity').length > MAX_CODINGS;
    const whole = bytes.byteLength <= LIMIT && encoded.byteLength <= LIMIT;
    for (const header of [[names.join(comma)], names]) {
      // A body over the limit is cut, and the bytes that the application sees are unchanged.
      const decoded = decodeBody(encoded, header, whole ? LIMIT * 2 : LIMIT);
      if (tooMany) must(decoded === encoded, 'too many were undone', names);
      else if (whole) must(Buffer.from(bytes).equals(decoded), 'not the same', names);
      else if (names.length === 1 && names[0] !== 'identity') mustBeBounded(decoded, encoded);
    }
  }),
);

fuzz(
  'content codings: cut',
  fc.property(anyBytes, anyCoding, anyPlace, anyLimit, (bytes, [name, encode], place, limit) => {
    const encoded = encode(bytes);
    const cut = encoded.subarray(0, Math.floor(place * encoded.byteLength));
    const decoded = decodeBody(cut, [name], limit);
    if (decoded !== cut) must(begins(decoded, bytes), 'not a beginning', name, cut.byteLength);
    if (name !== 'identity') mustBeBounded(decoded, cut, limit);
    // Nearly all stored bytes are decoded, for every length of the missing end.
    const stored = cut.byteLength - 40;
    if (name === 'GZip' && limit >= bytes.byteLength) must(decoded.byteLength >= stored, 'too few', stored);
  }),
);

fuzz(
  'content codings: damaged',
  fc.property(
    anyBytes,
    anyCodings,
    fc.array(fc.tuple(anyPlace, fc.integer({ min: 1, max: 255 })), { minLength: 1, maxLength: 4 }),
    (bytes, applied, damages) => {
      const encoded = applied.reduce((body: Uint8Array, [, encode]) => encode(body), bytes);
      for (const [place, bits] of damages) {
        const index = Math.floor(place * (encoded.byteLength - 1));
        encoded[index] = (encoded[index] ?? 0) ^ bits;
      }
      const names = applied.map(([name]) => name).filter((name) => name !== 'identity');
      if (names.length > 0) mustBeBounded(decodeBody(encoded, names, LIMIT), encoded);
    },
  ),
);

const anyName = fc.oneof(
  fc.constantFrom(
    'gzip',
    'br',
    'zstd',
    'identity',
    '',
    ' ',
    'GZIP',
    '__proto__',
    'constructor',
    'compress',
    'gzip;q=1',
  ),
  fc.string(),
);

fuzz(
  'content codings: any header',
  fc.property(
    fc.uint8Array({ maxLength: 100 }),
    fc.array(anyName, { maxLength: 8 }),
    fc.boolean(),
    (bytes, names, one) => {
      const decoded = decodeBody(bytes, one ? [names.join(',')] : names, LIMIT);
      const wanted = names.flatMap((name) => name.split(',')).filter((name) => !/^\s*(?:identity)?\s*$/i.test(name));
      if (wanted.length === 0) must(decoded === bytes, 'not as it was', names);
      else if (wanted.length > MAX_CODINGS) must(decoded === bytes, 'more codings than anybody applies', names);
      mustBeBounded(decoded, bytes);
    },
  ),
);
