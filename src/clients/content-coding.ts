interface DecoderOptions {
  readonly finishFlush: number;
  readonly params?: Readonly<Record<number, number>> | undefined;
  readonly maxOutputLength: number;
  /** The bytes that are allocated at a time for the output. */
  readonly chunkSize: number;
}

type Decoder = (bytes: Uint8Array, options: DecoderOptions) => Uint8Array;

/** How a content coding is decoded. */
interface ContentCoding {
  readonly decode: Decoder;
  /** The flush mode that accepts a missing end. */
  readonly finishFlush: number;
  readonly params?: Readonly<Record<number, number>>;
  /** The output that arrives in one piece, in bytes. @defaultValue 0 */
  readonly blockLength?: number;
}

const ZSTD_e_flush = 1;
const ZSTD_d_windowLogMax = 100;
/** 8 MiB: the largest window that a content coding may require (RFC 9659, section 3). */
const LARGEST_ZSTD_WINDOW = { [ZSTD_d_windowLogMax]: 23 };

type ContentCodings = Readonly<Record<string, ContentCoding | undefined>>;

let codings: ContentCodings | undefined;

/**
 * Created for the first encoded body. The client has then loaded zlib, which would take a tenth of this package's
 * import time.
 */
function contentCodings(): ContentCodings {
  codings ??= makeContentCodings();
  return codings;
}

function makeContentCodings(): ContentCodings {
  const zlib = process.getBuiltinModule('node:zlib');
  const { Z_SYNC_FLUSH, BROTLI_OPERATION_FLUSH } = zlib.constants;
  // Node.js has zstd from 22.15 and 23.8 on.
  const { zstdDecompressSync } = zlib as { zstdDecompressSync?: Decoder };
  // "deflate" means the zlib format (RFC 9110, section 8.4.1.2), but servers send raw deflate as well.
  const inflateEither: Decoder = (bytes, options) =>
    ((bytes[0] ?? 0) & 0x0f) === 8 ? zlib.inflateSync(bytes, options) : zlib.inflateRawSync(bytes, options);
  return {
    gzip: { decode: zlib.gunzipSync, finishFlush: Z_SYNC_FLUSH },
    'x-gzip': { decode: zlib.gunzipSync, finishFlush: Z_SYNC_FLUSH },
    deflate: { decode: inflateEither, finishFlush: Z_SYNC_FLUSH },
    br: { decode: zlib.brotliDecompressSync, finishFlush: BROTLI_OPERATION_FLUSH },
    zstd: zstdDecompressSync && {
      decode: zstdDecompressSync,
      finishFlush: ZSTD_e_flush,
      params: LARGEST_ZSTD_WINDOW,
      // RFC 8878, section 3.1.1.2.3
      blockLength: 128 * 1024,
    },
  };
}

/**
 * The usual growth of decoded JSON. Most error bodies are short, and allocating zlib's default of 16 KiB for each takes
 * time.
 */
const USUAL_GROWTH = 4;
/** The minimum of `chunkSize` that zlib accepts, and its default as the maximum. */
const [SMALLEST_CHUNK, LARGEST_CHUNK] = [64, 16 * 1024];

/** The maximum number of codings on one body. No server applies more, and undici refuses more, too. */
const MAX_CODINGS = 5;

/** The first characters of JSON, with or without a guard. Compressed bytes rarely begin with them. */
const TEXT = /^(?:\xef\xbb\xbf)?[\t\n\r ]*[[{)][\t\n\r -~]*$/;

/** Whether the bytes are text despite their header, because the declared coding was never applied. */
function isText(bytes: Uint8Array): boolean {
  return bytes.byteLength >= 8 && TEXT.test(String.fromCharCode(...bytes.subarray(0, 32)));
}

/** The codings in the order of decoding. Nearly always there is one, and its header needs no parsing. */
function codingNames(contentEncoding: readonly string[], known: ContentCodings): readonly string[] {
  if (contentEncoding.length === 1 && Object.hasOwn(known, contentEncoding[0] as string)) return contentEncoding;
  return contentEncoding
    .flatMap((value) => value.toLowerCase().split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity')
    .reverse();
}

/**
 * Decodes a body. A coding that is unknown, was never applied or cannot be decoded is ignored, because some clients
 * pass the unchanged bytes to the application. The end of the bytes may be missing. At most `limit` bytes are decoded.
 */
export function decodeBody(bytes: Uint8Array, contentEncoding: readonly string[], limit: number): Uint8Array {
  if (contentEncoding.length === 0) return bytes;
  const known = contentCodings();
  const names = codingNames(contentEncoding, known);
  if (names.length > MAX_CODINGS) return bytes;
  let decoded = bytes;
  for (const name of names) {
    const coding = Object.hasOwn(known, name) ? known[name] : undefined;
    if (coding !== undefined && !isText(decoded)) decoded = undo(coding, decoded, limit) ?? decoded;
  }
  return decoded;
}

/** `undefined` if nothing can be decoded. */
function undo(coding: ContentCoding, bytes: Uint8Array, limit: number): Uint8Array | undefined {
  const { decode, finishFlush, params, blockLength = 0 } = coding;
  const chunkSize = Math.min(USUAL_GROWTH * bytes.byteLength + SMALLEST_CHUNK, LARGEST_CHUNK);
  const options = { finishFlush, params, maxOutputLength: limit + blockLength, chunkSize };
  const decoded = decodeLongestPrefix((prefix) => decode(prefix, options), bytes);
  return decoded === undefined || decoded.byteLength === 0 ? undefined : decoded.subarray(0, limit);
}

/**
 * Decodes everything, or else as much from the start as possible, because zlib discards its output after a defect or
 * above the limit. Every prefix beyond the first bad byte fails, so a binary search finds it.
 */
function decodeLongestPrefix(decode: (prefix: Uint8Array) => Uint8Array, bytes: Uint8Array): Uint8Array | undefined {
  let best = attempt(decode, bytes);
  if (best !== undefined) return best;
  for (let good = 0, bad = bytes.byteLength; bad - good > 1; ) {
    const middle = (good + bad) >> 1;
    const decoded = attempt(decode, bytes.subarray(0, middle));
    if (decoded === undefined) bad = middle;
    else {
      good = middle;
      best = decoded;
    }
  }
  return best;
}

function attempt(decode: (prefix: Uint8Array) => Uint8Array, bytes: Uint8Array): Uint8Array | undefined {
  try {
    return decode(bytes);
  } catch {
    return undefined;
  }
}
