// @ts-check
import { assertRecent, assertSame, hmac, secret } from './signature.mjs';

const key = secret('SPECTRUM_SIGNING_SECRET');

/** @param {import('./signature.mjs').SignedRequest} request */
export function checkPhoton({ body, headers }) {
  const seconds = headers['x-spectrum-timestamp'];
  assertRecent(Number(seconds) * 1000);
  assertSame(`v0=${hmac(key, `v0:${seconds}:${body}`)}`, headers['x-spectrum-signature']);
}
