import { randomBytes } from 'node:crypto';
import zlib from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodeBody } from '../../src/clients/content-coding.js';
import { cpuMillis } from '../support/cpu-time.js';

const LIMIT = 65_536;
/** Node 20 has no zstd, neither has the type of its modules. */
const { zstdCompressSync } = zlib as { zstdCompressSync?: (bytes: Uint8Array) => Buffer };

const errors = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ index, code: 1000 + index * 7, id: `m${index * 7919}` }));
const SHORT = Buffer.from(JSON.stringify({ error: { code: 1007, message: 'Größe überschritten 🙂' }, trace_id: 'x' }));
const LONG = Buffer.from(JSON.stringify({ errors: errors(400) }));
const HUGE = Buffer.from(JSON.stringify({ errors: errors(8000) }));

const CODINGS: readonly (readonly [coding: string, encode: (bytes: Uint8Array) => Buffer])[] = [
  ['gzip', (bytes) => zlib.gzipSync(bytes)],
  ['x-gzip', (bytes) => zlib.gzipSync(bytes)],
  ['deflate', (bytes) => zlib.deflateSync(bytes)],
  ['deflate', (bytes) => zlib.deflateRawSync(bytes)],
  ['br', (bytes) => zlib.brotliCompressSync(bytes, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 4 } })],
  ...(zstdCompressSync ? [['zstd', zstdCompressSync] as const] : []),
];

const decode = (bytes: Uint8Array, ...codings: string[]) => decodeBody(bytes, codings, LIMIT);
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');
/** Whether the bytes are a beginning of `whole`: much faster than a comparison that explains itself. */
const begins = (bytes: Uint8Array, whole: Buffer) => whole.subarray(0, bytes.byteLength).equals(bytes);

describe.each(CODINGS)('%s (%#)', (coding, encode) => {
  it.each([SHORT, LONG])('is decoded', (body) => {
    expect(text(decode(encode(body), coding))).toBe(body.toString());
  });

  it('is decoded with any case and surrounding spaces', () => {
    expect(text(decode(encode(SHORT), ` ${coding.toUpperCase()}\t`))).toBe(SHORT.toString());
  });

  it('is decoded in a view of a larger buffer', () => {
    const encoded = encode(SHORT);
    const larger = Buffer.concat([randomBytes(7), encoded, randomBytes(7)]);
    expect(text(decode(larger.subarray(7, 7 + encoded.byteLength), coding))).toBe(SHORT.toString());
  });

  it('is decoded as far as it arrived, for every length', () => {
    // Of zstd, blocks of 128 KiB arrive.
    const body = coding === 'zstd' ? HUGE : LONG;
    const encoded = encode(body);
    let most = 0;
    for (let length = 1; length < encoded.byteLength; length += Math.ceil(encoded.byteLength / 500)) {
      const cut = encoded.subarray(0, length);
      const decoded = decode(cut, coding);
      // As long as nothing can be decoded, the bytes stay as they are.
      if (decoded === cut) expect(most).toBe(0);
      else expect(begins(decoded, body)).toBe(true);
      if (decoded !== cut) expect(decoded.byteLength).toBeGreaterThanOrEqual(most);
      most = decoded === cut ? 0 : decoded.byteLength;
    }
    expect(most).toBeGreaterThan(Math.min(body.byteLength, LIMIT) * 0.9);
  });

  it('is decoded up to the limit', () => {
    const decoded = decode(encode(HUGE), coding);
    expect(begins(decoded, HUGE)).toBe(true);
    expect(decoded.byteLength).toBeLessThanOrEqual(LIMIT);
    expect(decoded.byteLength).toBeGreaterThan(LIMIT / 2);
  });

  it('is decoded up to the first wrong byte', () => {
    const encoded = encode(LONG);
    const wrong = Buffer.concat([encoded.subarray(0, encoded.byteLength >> 1), Buffer.alloc(500, 0xff)]);
    const decoded = decode(wrong, coding);
    // If nothing can be decoded, as of zstd's long first block, the bytes stay as they are.
    const isLeftAlone = Buffer.compare(decoded, wrong) === 0;
    expect(isLeftAlone || begins(decoded.subarray(0, LONG.byteLength >> 2), LONG)).toBe(true);
    expect(decoded.byteLength).toBeLessThanOrEqual(LIMIT);
  });

  it('decodes random bytes within the limit', () => {
    for (let round = 0; round < 50; round += 1) {
      expect(decode(randomBytes(200), coding).byteLength).toBeLessThanOrEqual(LIMIT);
    }
  });

  it.each([
    SHORT.toString(),
    '[{"code":1007}]',
    ` \r\n\t${SHORT}`,
    `\uFEFF${SHORT}`,
    `)]}',\n${SHORT}`,
    LONG.toString(),
  ])('leaves the bytes unchanged if it was never applied (%#)', (body) => {
    const bytes = Buffer.from(body);
    expect(decode(bytes, coding)).toBe(bytes);
    expect(decode(bytes, `${coding}, ${coding}`)).toBe(bytes);
  });

  it('leaves the bytes unchanged if decoding fails', () => {
    const bytes = Buffer.from('{"error":{"code":1007}}', 'utf16le');
    if (coding !== 'br' && coding !== 'deflate') expect(decode(bytes, coding)).toBe(bytes);
    expect(decode(Buffer.alloc(0), coding)).toHaveLength(0);
    expect(text(decode(encode(Buffer.alloc(0)), coding))).not.toContain('{');
  });

  it('decodes 50 MiB of zeros quickly and within the limit', () => {
    const bomb = encode(Buffer.alloc(50 * 1024 * 1024));
    let decoded: Uint8Array = bomb;
    expect(
      cpuMillis(() => {
        decoded = decode(bomb, coding);
      }),
    ).toBeLessThan(200);
    expect(decoded.byteLength).toBeLessThanOrEqual(LIMIT);
    // Of zstd's blocks, none fits into the limit.
    expect(decoded === bomb || decoded.every((byte) => byte === 0)).toBe(true);
  });
});

describe('gzip', () => {
  const encoded = zlib.gzipSync(LONG);

  it('is decoded despite a wrong checksum or length', () => {
    for (const back of [1, 4, 5, 8]) {
      const wrong = Buffer.from(encoded);
      wrong[wrong.byteLength - back] = (wrong[wrong.byteLength - back] ?? 0) ^ 0xff;
      expect(text(decode(wrong, 'gzip'))).toBe(LONG.toString());
    }
  });

  it('decodes a good part of the text before a wrong byte', () => {
    const wrong = Buffer.concat([encoded.subarray(0, encoded.byteLength >> 1), Buffer.alloc(500, 0xff)]);
    expect(decode(wrong, 'gzip').byteLength).toBeGreaterThan(LONG.byteLength >> 2);
  });

  it('decodes nearly up to the limit', () => {
    expect(decode(zlib.gzipSync(HUGE), 'gzip').byteLength).toBeGreaterThan(LIMIT * 0.9);
  });

  it('decodes two members as one text', () => {
    const members = Buffer.concat([zlib.gzipSync(SHORT), zlib.gzipSync(SHORT)]);
    expect(text(decode(members, 'gzip'))).toBe(SHORT.toString().repeat(2));
  });
});

describe('several codings', () => {
  const stacked = zlib.brotliCompressSync(zlib.gzipSync(LONG));

  it.each([[['gzip, br']], [['gzip', 'br']], [['identity, gzip', ',br,,']], [['GZIP , BR']]])(
    '%j are decoded from the last to the first',
    (codings) => {
      expect(text(decode(stacked, ...codings))).toBe(LONG.toString());
    },
  );

  it('are decoded if one was never applied', () => {
    expect(text(decode(stacked, 'gzip, br, br'))).toBe(LONG.toString());
  });

  it.each([[['br, gzip']], [['br']], [['gzip']]])('%j in the wrong order or number yield no text', (codings) => {
    expect(text(decode(stacked, ...codings))).not.toContain('errors');
  });

  it('are decoded as far as they arrived', () => {
    const decoded = decode(stacked.subarray(0, -20), 'gzip, br');
    expect(begins(decoded, LONG)).toBe(true);
    expect(decoded.byteLength).toBeGreaterThan(LONG.byteLength >> 1);
  });

  it('stay within the limit at each step', () => {
    const zeros = zlib.gzipSync(Buffer.alloc(50 * 1024 * 1024));
    const stackedZeros = zlib.gzipSync(zeros);
    let decoded: Uint8Array = zeros;
    expect(
      cpuMillis(() => {
        decoded = decode(stackedZeros, 'gzip, gzip');
      }),
    ).toBeLessThan(400);
    expect(decoded.byteLength).toBeLessThanOrEqual(LIMIT);
  });

  it.each([5, 6])('%d times gzip', (times) => {
    let bytes: Uint8Array = SHORT;
    for (let round = 0; round < times; round += 1) bytes = zlib.gzipSync(bytes);
    const decoded = decode(bytes, Array(times).fill('gzip').join(','));
    if (times === 5) expect(text(decoded)).toBe(SHORT.toString());
    else expect(decoded).toBe(bytes);
  });
});

describe('no coding', () => {
  it.each([[[]], [['']], [['identity']], [['Identity, identity']], [[' , ']]])(
    '%j leaves the bytes unchanged',
    (codings) => {
      expect(decode(SHORT, ...codings)).toBe(SHORT);
    },
  );
});

describe('an unknown coding', () => {
  it.each([
    ...['compress', 'zip', 'utf-8', 'gzip2', 'constructor', '__proto__', 'toString', 'aes128gcm', 'gzip;q=1'],
    ...['none', 'binary', '8bit', 'chunked', 'aws-chunked'],
  ])('%s is ignored, alone and among others', (coding) => {
    const encoded = zlib.gzipSync(SHORT);
    expect(decode(SHORT, coding)).toBe(SHORT);
    expect(decode(encoded, coding)).toBe(encoded);
    expect(text(decode(encoded, `gzip, ${coding}`))).toBe(SHORT.toString());
    expect(text(decode(encoded, `${coding}, gzip`))).toBe(SHORT.toString());
  });

  it.runIf(zstdCompressSync === undefined)('zstd is ignored if Node.js does not support it', () => {
    const bytes = Buffer.from('28b52ffd0405290000746573748f5b0a1c', 'hex');
    expect(decode(bytes, 'zstd')).toBe(bytes);
  });
});
