// @ts-check
// Calls without sockets: ready-made messages that are published to undici's diagnostics channels.
import { channel } from 'node:diagnostics_channel';
import { gzipSync } from 'node:zlib';
import { badRequest, errorBody, rateLimit, successBody } from './bodies.mjs';

const json = [
  'content-type',
  'application/json',
  'x-trace-id',
  '2eff5df5c6f688733c007523c4d61cd9',
  'date',
  'Sat, 21 Nov 2026 12:00:00 GMT',
];

/**
 * @typedef {object} Call
 * @property {string} name
 * @property {string} origin
 * @property {number} status
 * @property {readonly string[]} headers
 * @property {Buffer} body
 * @property {number} [target] At most so many microseconds may be added where `UndiciInstrumentation` takes {@link REFERENCE}.
 */

/** What `UndiciInstrumentation` alone takes on the machine that the targets are meant for, in microseconds. */
export const REFERENCE = 5;

const linq = 'https://api.linqapp.com';

/** @type {readonly Call[]} */
export const calls = [
  {
    name: 'another host',
    origin: 'https://api.example.com',
    status: 200,
    headers: json,
    body: successBody,
    target: 0.3,
  },
  { name: 'success, trace id in a header', origin: linq, status: 202, headers: json, body: successBody, target: 2 },
  {
    name: 'success, trace id in the body',
    origin: 'https://api.messages.dev',
    status: 200,
    headers: json,
    body: Buffer.from('{"id":"obx_1","status":"pending","request_id":"req_abc123"}'),
  },
  {
    name: 'error of 300 bytes',
    origin: linq,
    status: 400,
    headers: json,
    body: errorBody(300, badRequest),
    target: 8,
  },
  {
    name: 'error of 300 bytes, Retry-After',
    origin: linq,
    status: 429,
    headers: [...json, 'retry-after', '7'],
    body: errorBody(300, rateLimit),
    target: 8,
  },
  { name: 'error of 64 KiB', origin: linq, status: 400, headers: json, body: errorBody(65_536, badRequest) },
  {
    name: 'error of 300 bytes, gzipped',
    origin: linq,
    status: 400,
    headers: [...json, 'content-encoding', 'gzip'],
    body: gzipSync(errorBody(300, badRequest)),
  },
];

/** As much of undici's request as its channels need. */
class Request {
  method = 'POST';
  path = '/api/partner/v3/chats/550e8400-e29b-41d4-a716-446655440000/messages';
  headers = ['authorization', 'Bearer token', 'content-type', 'application/json', 'user-agent', 'node'];
  received = 0;
  /** As undici does, before it publishes the trailers. */
  completed = false;

  /** @param {string} origin */
  constructor(origin) {
    this.origin = origin;
  }

  /** @param {string} name @param {string} value */
  addHeader(name, value) {
    this.headers.push(name, value);
  }

  /** @param {Buffer} chunk */
  onData(chunk) {
    this.received += chunk.length;
    return true;
  }
}

const create = channel('undici:request:create');
const sendHeaders = channel('undici:client:sendHeaders');
const headers = channel('undici:request:headers');
const trailers = channel('undici:request:trailers');
const socket = { remoteAddress: '192.0.2.1', remotePort: 443 };

/** Publishes a call so many times, one after another. @param {Call} call @param {number} times */
export function publish(call, times) {
  const rawHeaders = call.headers.map((text) => Buffer.from(text));
  for (let count = 0; count < times; count++) {
    const request = new Request(call.origin);
    create.publish({ request });
    sendHeaders.publish({ request, headers: '', socket });
    headers.publish({ request, response: { statusCode: call.status, headers: rawHeaders, statusText: '' } });
    request.onData(call.body);
    request.completed = true;
    trailers.publish({ request, trailers: [] });
  }
}
