// @ts-check
// What the plugin adds to a call, without sockets: undici's channels are published to with ready-made messages.
import { channel } from 'node:diagnostics_channel';
import { gzipSync } from 'node:zlib';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { linq, messagesDev, VendorErrorsInstrumentation } from 'opentelemetry-instrumentation-vendor-errors';
import { errorBody, successBody } from './bodies.mjs';
import { createMeterProvider } from './meter-provider.mjs';
import { median, summary } from './statistics.mjs';

const CALLS = 5_000;
const WARM_UP = 6;
const ROUNDS = 30;

const json = [
  'content-type',
  'application/json',
  'x-trace-id',
  '2eff5df5c6f688733c007523c4d61cd9',
  'date',
  'Sat, 21 Nov 2026 12:00:00 GMT',
];

/**
 * @typedef {object} Case
 * @property {string} name
 * @property {string} origin
 * @property {number} status
 * @property {readonly string[]} headers
 * @property {Buffer} body
 * @property {number} [target] At most so many microseconds may be added where {@link REFERENCE} holds.
 */

/** What `UndiciInstrumentation` alone takes on the machine that the targets are meant for, in microseconds. */
export const REFERENCE = 5;

/** @type {readonly Case[]} */
const cases = [
  {
    name: 'another host',
    origin: 'https://api.example.com',
    status: 200,
    headers: json,
    body: successBody,
    target: 0.3,
  },
  {
    name: 'success, trace id in a header',
    origin: 'https://api.linqapp.com',
    status: 202,
    headers: json,
    body: successBody,
    target: 2,
  },
  {
    name: 'success, trace id in the body',
    origin: 'https://api.messages.dev',
    status: 200,
    headers: json,
    body: Buffer.from('{"id":"obx_1","status":"pending","request_id":"req_abc123"}'),
  },
  {
    name: 'error of 300 bytes',
    origin: 'https://api.linqapp.com',
    status: 429,
    headers: [...json, 'retry-after', '7'],
    body: errorBody(300),
    target: 8,
  },
  { name: 'error of 64 KiB', origin: 'https://api.linqapp.com', status: 429, headers: json, body: errorBody(65_536) },
  {
    name: 'error of 300 bytes, gzipped',
    origin: 'https://api.linqapp.com',
    status: 429,
    headers: [...json, 'content-encoding', 'gzip'],
    body: gzipSync(errorBody(300)),
  },
];

/** As much of undici's request as its channels need. */
class Request {
  method = 'POST';
  path = '/api/partner/v3/chats/550e8400-e29b-41d4-a716-446655440000/messages';
  headers = ['authorization', 'Bearer token', 'content-type', 'application/json', 'user-agent', 'node'];
  received = 0;

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

/** @param {Case} call @param {readonly Buffer[]} rawHeaders */
function publish(call, rawHeaders) {
  const request = new Request(call.origin);
  create.publish({ request });
  sendHeaders.publish({ request, headers: '', socket });
  headers.publish({ request, response: { statusCode: call.status, headers: rawHeaders, statusText: '' } });
  request.onData(call.body);
  trailers.publish({ request, trailers: [] });
}

/** @param {Case} call @returns Microseconds per call. */
function time(call) {
  const rawHeaders = call.headers.map((text) => Buffer.from(text));
  const begin = process.hrtime.bigint();
  for (let count = 0; count < CALLS; count++) publish(call, rawHeaders);
  return Number(process.hrtime.bigint() - begin) / 1_000 / CALLS;
}

/** Times each case without and with the plugin by turns, so that whatever else the machine does meets both. */
export function measureIsolated() {
  const tracerProvider = new NodeTracerProvider();
  tracerProvider.register();
  const meterProvider = createMeterProvider();
  const undici = new UndiciInstrumentation();
  const plugin = new VendorErrorsInstrumentation({ vendors: [linq(), messagesDev()], enrich: undici });
  registerInstrumentations({ tracerProvider, meterProvider, instrumentations: [undici, plugin] });
  return cases.map((call) => {
    /** @type {number[]} */
    const without = [];
    /** @type {number[]} */
    const added = [];
    const measure = (/** @type {boolean} */ enabled) => {
      if (enabled) plugin.enable();
      else plugin.disable();
      return time(call);
    };
    for (let round = -WARM_UP; round < ROUNDS; round++) {
      // Each goes first every other time, for the first may pay for the garbage of the last.
      const first = measure(round % 2 === 0);
      const second = measure(round % 2 !== 0);
      const [base, both] = round % 2 === 0 ? [second, first] : [first, second];
      if (round < 0) continue;
      without.push(base);
      added.push(both - base);
    }
    return { name: call.name, without: median(without), added: summary(added), target: call.target };
  });
}
