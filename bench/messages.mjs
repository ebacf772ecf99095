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
 * @property {number} [inFlight] The calls at a time. They begin in one turn of the event loop and end in the next one. 50, if it is absent
 */

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

/** @typedef {ReturnType<typeof toMessages>} Messages */

/** @param {Messages} messages */
export function publishRequest({ origin, path }) {
  const request = new Request(origin, path);
  create.publish({ request });
  sendHeaders.publish({ request, headers: '', socket });
  return request;
}

/** @param {Request} request @param {Messages} messages */
export function publishResponse(request, { body, response }) {
  headers.publish({ request, response });
  request.onData(body);
  request.completed = true;
  trailers.publish({ request, trailers: [] });
}

/** Publishes a complete call. @param {Messages} messages */
export function publishOne(messages) {
  publishResponse(publishRequest(messages), messages);
}

/** @param {() => void} run @returns Nanoseconds. */
function timed(run) {
  const begin = process.hrtime.bigint();
  run();
  return process.hrtime.bigint() - begin;
}

/**
 * Publishes a call so many times.
 *
 * @param {Call} call
 * @param {number} times
 * @returns Microseconds per call, without the turns in between.
 */
export async function publish({ places, inFlight = 50 }, times) {
  const messages = places.map(toMessages);
  let taken = 0n;
  for (let first = 0; first < times; first += inFlight) {
    const batch = Array.from({ length: Math.min(inFlight, times - first) }, (_, index) => {
      return {
        of: /** @type {Messages} */ (messages[(first + index) % messages.length]),
        request: new Request('', ''),
      };
    });
    taken += timed(() => {
      for (const call of batch) call.request = publishRequest(call.of);
    });
    await turn();
    taken += timed(() => {
      for (const call of batch) publishResponse(call.request, call.of);
    });
    await turn();
  }
  return Number(taken) / 1_000 / times;
}
