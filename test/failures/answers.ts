import { gzipSync } from 'node:zlib';

/** The bytes that the failing server answers with. */

export const MIB = 1024 * 1024;

/** An error of Linq's that means more than the HTTP status 409 that it comes with. */
export function errorBody(more: Record<string, unknown> = {}): string {
  const error = { status: 409, code: 2009, message: 'The chat is still being created' };
  return JSON.stringify({ success: false, error, ...more });
}

export const ERROR = errorBody({ hint: 'Send the message again in a few seconds.' });
export const SUCCESS = JSON.stringify({ message: { id: 'c9a4', status: 'queued' }, more: 'x'.repeat(100) });

export const INVALID_UTF8 = Buffer.from('{"error":{"message":"caf\xe9 \xff\xfe","code":2009}}', 'latin1');

/** An error of which a further part is nested deeply. */
export function deep(levels: number): string {
  return `${errorBody().slice(0, -1)},"more":${'['.repeat(levels)}${']'.repeat(levels)}}`;
}

interface Answer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
  /** The value of the header, if it is not correct. */
  readonly length?: number;
}

/** The head and the body of an answer; by default Linq's error. */
export function parts({ status = 409, headers = {}, body = ERROR, length }: Answer = {}): [head: Buffer, body: Buffer] {
  const bytes = Buffer.from(body);
  const all = { 'content-type': 'application/json', 'content-length': `${length ?? bytes.byteLength}`, ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return [Buffer.from(`HTTP/1.1 ${status} Some Reason\r\n${lines.join('')}\r\n`), bytes];
}

export function answer(options?: Answer): Buffer {
  return Buffer.concat(parts(options));
}

/** An answer of which the last part of the body is missing. */
export function unfinished(options?: Answer): Buffer {
  return answer(options).subarray(0, -20);
}

/** A gzipped error, with padding in it, or with some bytes less at its end. */
export function gzipped({ padding = 0, cut = 0 }: { padding?: number; cut?: number }): Buffer {
  const bytes = gzipSync(errorBody({ more: 'x'.repeat(padding) }));
  return answer({ headers: { 'content-encoding': 'gzip' }, body: bytes.subarray(0, bytes.byteLength - cut) });
}

/** A chunked answer with a chunk for each byte. */
export function byteByByte(): string {
  const chunks = [...ERROR].map((byte) => `1\r\n${byte}\r\n`);
  return `HTTP/1.1 409 Conflict\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n${chunks.join('')}0\r\n\r\n`;
}
