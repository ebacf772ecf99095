import zlib from 'node:zlib';
import { startServer, type TestServer } from './server.js';

const codings = {
  identity: (bytes: Buffer) => bytes,
  gzip: (bytes: Buffer) => zlib.gzipSync(bytes, { level: 1 }),
  deflate: (bytes: Buffer) => zlib.deflateSync(bytes, { level: 1 }),
  br: (bytes: Buffer) => zlib.brotliCompressSync(bytes, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 1 } }),
};

/** One response of the server. */
export interface BodyCase {
  readonly status: number;
  readonly size: number;
  readonly framing: 'length' | 'chunked';
  readonly coding: keyof typeof codings;
}

const SIZES = [0, 1, 300, 64 * 1024 - 1, 64 * 1024, 64 * 1024 + 1, 1024 * 1024];

const plain = [200, 503].flatMap((status) =>
  SIZES.flatMap((size): BodyCase[] => [
    { status, size, framing: 'length', coding: 'identity' },
    { status, size, framing: 'chunked', coding: 'identity' },
  ]),
);

const coded = SIZES.flatMap((size): BodyCase[] => [
  { status: 503, size, framing: 'chunked', coding: 'gzip' },
  { status: 503, size, framing: 'length', coding: 'deflate' },
  { status: 503, size, framing: 'chunked', coding: 'br' },
]);

/** Every size in both framings, for a success and an error; and errors with each content coding. */
export const bodyCases: readonly BodyCase[] = [...plain, ...coded];

const made = new Map<string, Buffer>();

/** The bytes of a case, always the same and as compressible as text. */
export function plainBody(size: number): Buffer {
  const known = made.get(`${size}`);
  if (known !== undefined) return known;
  const bytes = Buffer.alloc(size);
  for (let index = 0, state = 7; index < size; index += 1) {
    state = (state * 1103515245 + 12345) % 2147483648;
    bytes[index] = 97 + ((state >> 16) % 16);
  }
  made.set(`${size}`, bytes);
  return bytes;
}

/** The bytes of a case on the wire. */
export function wireBody({ size, coding }: Pick<BodyCase, 'size' | 'coding'>): Buffer {
  const key = `${size} ${coding}`;
  const bytes = made.get(key) ?? codings[coding](plainBody(size));
  made.set(key, bytes);
  return bytes;
}

export function pathOf({ status, size, framing, coding }: BodyCase): string {
  return `/?${new URLSearchParams({ status: `${status}`, size: `${size}`, framing, coding })}`;
}

/** A server that responds with the case in the URL, always with the same headers. */
export function startBodyServer(): Promise<TestServer> {
  return startServer((request, response) => {
    const query = new URL(request.url ?? '', 'http://test').searchParams;
    const coding = query.get('coding') as BodyCase['coding'];
    const bytes = wireBody({ size: Number(query.get('size')), coding });
    response.sendDate = false;
    response.statusCode = Number(query.get('status'));
    response.setHeader('Content-Type', 'application/json');
    response.setHeader('X-Odd-CASE', 'kept as it is');
    response.setHeader('Set-Cookie', ['a=1', 'b=2']);
    if (coding !== 'identity') response.setHeader('Content-Encoding', coding);
    if (query.get('framing') === 'length') response.setHeader('Content-Length', bytes.byteLength).end(bytes);
    else {
      for (let at = 0; at < bytes.byteLength; at += 10_000) response.write(bytes.subarray(at, at + 10_000));
      response.end();
    }
  });
}
