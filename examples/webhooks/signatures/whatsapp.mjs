// @ts-check
import { assertSame, hmac, secret } from './signature.mjs';

const key = secret('META_APP_SECRET');

/** @param {import('./signature.mjs').SignedRequest} request */
export function checkWhatsApp({ body, headers }) {
  assertSame(`sha256=${hmac(key, body)}`, headers['x-hub-signature-256']);
}
