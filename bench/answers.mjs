// @ts-check
// The responses of vendors: the samples of their documentation, from the simulator.
import { gzipSync } from 'node:zlib';
import { SIMULATE_ANSWER_HEADER, startVendorSimulator } from 'opentelemetry-instrumentation-vendor-errors/testing';

/**
 * @typedef {object} Answer
 * @property {number} status
 * @property {Record<string, string>} headers
 * @property {Buffer} body
 */

const CREDENTIALS = { authorization: 'Bearer benchmark', 'x-api-key': 'benchmark' };
/** Headers of the simulator's own connection. */
const OF_CONNECTION = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length']);

/** @param {string} url @param {string} name @returns {Promise<Answer>} */
async function ask(url, name) {
  const response = await fetch(url, { method: 'POST', headers: { ...CREDENTIALS, [SIMULATE_ANSWER_HEADER]: name } });
  return {
    status: response.status,
    headers: Object.fromEntries([...response.headers].filter(([header]) => !OF_CONNECTION.has(header))),
    body: Buffer.from(await response.arrayBuffer()),
  };
}

/** @param {Answer} answer */
const isJsonError = ({ status, headers }) => status >= 400 && /json/.test(headers['content-type'] ?? '');

/**
 * Every documented error of some vendors, by the name of the vendor.
 *
 * @param {readonly string[]} vendors
 */
export async function documentedErrors(vendors) {
  const simulator = await startVendorSimulator();
  /** @type {Record<string, Answer[]>} */
  const errors = {};
  for (const vendor of vendors) {
    const { url, answers } = simulator.vendor(vendor);
    const asked = [];
    for (const name of answers) if (!name.startsWith('network_')) asked.push(await ask(url, name));
    errors[vendor] = asked.filter(isJsonError);
  }
  await simulator.close();
  return errors;
}

/** @param {Answer} answer @returns {Answer} */
export const gzipped = ({ status, headers, body }) => ({
  status,
  headers: { ...headers, 'content-encoding': 'gzip' },
  body: gzipSync(body),
});

/** An error whose text fills 64 KiB. @param {Answer} answer @returns {Answer} */
export function large({ status, headers, body }) {
  const error = JSON.parse(body.toString());
  error.error.message = `${error.error.message} `.repeat(65_536).slice(0, 65_536 - body.length);
  return { status, headers, body: Buffer.from(JSON.stringify(error)) };
}

/** @type {Answer} */
export const accepted = {
  status: 202,
  headers: { 'content-type': 'application/json', 'x-trace-id': '2eff5df5c6f688733c007523c4d61cd9' },
  body: Buffer.from('{"chat_id":"550e8400-e29b-41d4-a716-446655440000","status":"accepted"}'),
};
