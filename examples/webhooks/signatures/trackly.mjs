// @ts-check
import { assertSame, hmac, secret } from './signature.mjs';

const key = secret('TRACKLY_WEBHOOK_SECRET');

/** @param {import('./signature.mjs').SignedRequest} request */
export function checkTrackly({ body, headers }) {
  assertSame(hmac(key, body), headers['x-trackly-signature']?.replace(/^sha256=/, ''));
}
