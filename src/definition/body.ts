import type { HeaderValues } from '../common/headers.js';
import { parsePartialJson } from './partial-json.js';

const CHARSET = /;\s{0,8}charset\s{0,8}=\s{0,8}"?([\w.:-]{1,40})/i;

/** The JSON of a body in any form; `undefined` if it contains none. */
export function parseBody(body: unknown, headers?: HeaderValues): unknown {
  if (typeof body === 'string') return parsePartialJson(body);
  const bytes = bytesOf(body);
  return bytes === undefined ? body : parseBytes(bytes, headers);
}

/** The JSON of a body, or its text if it contains no JSON, such as a form post. */
export function parseBodyOrText(body: unknown): unknown {
  const json = parseBody(body);
  if (json !== undefined || typeof body === 'string') return json ?? body;
  const bytes = bytesOf(body);
  return bytes && decode(bytes, 'utf-8');
}

/** The bytes of a binary body, also of another realm (jsdom, `node:vm`), for which `instanceof` fails. */
function bytesOf(body: unknown): Uint8Array | undefined {
  if (ArrayBuffer.isView(body)) return new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
  const isBuffer = body instanceof ArrayBuffer || Object.prototype.toString.call(body) === '[object ArrayBuffer]';
  return isBuffer ? new Uint8Array(body as ArrayBuffer) : undefined;
}

/**
 * JSON is UTF-8 (RFC 8259), but its sender may use another charset and declare it in the byte order mark or the header.
 */
function parseBytes(bytes: Uint8Array, headers: HeaderValues | undefined): unknown {
  const charset = charsetOfMark(bytes) ?? CHARSET.exec(headers?.('content-type')[0] ?? '')?.[1]?.toLowerCase();
  if (charset !== undefined && charset !== 'utf-8') {
    const found = parsePartialJson(decode(bytes, charset));
    if (found !== undefined) return found;
  }
  return parsePartialJson(decode(bytes, 'utf-8'));
}

function charsetOfMark([first, second]: Uint8Array): string | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}

let utf8: InstanceType<typeof TextDecoder> | undefined;

/**
 * The text of bytes, with U+FFFD for malformed sequences; an empty text if the runtime does not support the charset.
 */
function decode(bytes: Uint8Array, charset: string): string {
  if (charset === 'utf-8') {
    utf8 ??= new (textDecoder())(charset);
    return utf8.decode(bytes);
  }
  try {
    return new (textDecoder())(charset).decode(bytes);
  } catch {
    return '';
  }
}

/** The class of Node.js, because the global one is missing under jsdom, and applications replace it. */
function textDecoder(): typeof TextDecoder {
  const util = globalThis.process?.getBuiltinModule?.('node:util');
  return (util ?? globalThis).TextDecoder;
}
