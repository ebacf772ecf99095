// @ts-check
import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * @typedef {object} SignedRequest
 * @property {string} body Unchanged, before any parser.
 * @property {Record<string, string>} headers With lower-case names.
 * @property {string} path With the query.
 */

const FIVE_MINUTES = 5 * 60 * 1000;

/**
 * A secret from the environment. With an empty secret, anybody could sign.
 *
 * @param {string} name
 */
export function secret(name) {
  const value = process.env[name];
  if (!value) throw new Error(`The environment has no ${name}.`);
  return value;
}

/**
 * The HMAC-SHA256 of a text, as hexadecimal digits.
 *
 * @param {string} key
 * @param {string} text
 */
export function hmac(key, text) {
  return createHmac('sha256', key).update(text).digest('hex');
}

/**
 * Throws if the signatures differ. It takes the same time for all signatures, so it reveals nothing about the right one.
 *
 * @param {string} expected
 * @param {string | undefined} received
 */
export function assertSame(expected, received = '') {
  const [one, other] = [Buffer.from(expected), Buffer.from(received)];
  if (one.length !== other.length || !timingSafeEqual(one, other)) throw new Error('The signature is invalid.');
}

/**
 * Throws if a webhook was signed more than five minutes ago, because it may be a copy that somebody has recorded.
 *
 * @param {number} signedAt In milliseconds.
 */
export function assertRecent(signedAt) {
  if (!(Math.abs(Date.now() - signedAt) < FIVE_MINUTES)) throw new Error('The signature is too old.');
}
