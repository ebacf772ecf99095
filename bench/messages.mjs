// @ts-check
// Calls without sockets: ready-made messages that are published to undici's diagnostics channels.
import { channel } from 'node:diagnostics_channel';
import { setImmediate as turn } from 'node:timers/promises';

/** @typedef {import('./answers.mjs').Answer} Answer */
/**
 * A kind of call: to one of these places, each in its turn.
 *
 * @typedef {object} Call
 * @property {string} name
 * @property {readonly { origin: string, path: string, answer: Answer }[]} places
 */

/** The calls in one turn of the event loop, because a real application does other work between its calls. */
const CALLS_PER_TURN = 50;

/** The parts of undici's request that its channels need. */
class Request {
  method = 'POST';
  headers = ['authorization', 'Bearer token', 'content-type', 'application/json', 'user-agent', 'node'];
  received = 0;
  completed = false;

  /** @param {string} origin @param {string} path */
  constructor(origin, path) {
    this.origin = origin;
    this.path = path;
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

/** A call as undici publishes it. @param {Call['places'][0]} place */
export function toMessages({ origin, path, answer: { status, headers, body } }) {
  const rawHeaders = Object.entries(headers).flatMap(([name, value]) => [Buffer.from(name), Buffer.from(value)]);
  return { origin, path, body, response: { statusCode: status, headers: rawHeaders, statusText: '' } };
}

/** @param {ReturnType<typeof toMessages>} messages */
export function publishOne({ origin, path, body, response }) {
  const request = new Request(origin, path);
  create.publish({ request });
  sendHeaders.publish({ request, headers: '', socket });
  headers.publish({ request, response });
  request.onData(body);
  request.completed = true;
  trailers.publish({ request, trailers: [] });
}

/**
 * Publishes a call so many times.
 *
 * @param {Call} call
 * @param {number} times
 * @returns Microseconds per call, without the turns in between.
 */
export async function publish(call, times) {
  const places = call.places.map(toMessages);
  let taken = 0n;
  for (let count = 0; count < times; ) {
    const last = Math.min(count + CALLS_PER_TURN, times);
    const begin = process.hrtime.bigint();
    for (; count < last; count++) publishOne(/** @type {typeof places[0]} */ (places[count % places.length]));
    taken += process.hrtime.bigint() - begin;
    await turn();
  }
  return Number(taken) / 1_000 / times;
}
