// @ts-check
import { assertRecent, assertSame, hmac, secret } from './signature.mjs';

const key = secret('CHERT_WEBHOOK_SECRET');

/** @param {import('./signature.mjs').SignedRequest} request */
export function checkChert({ body, headers }) {
  const [version, seconds, signature] = (headers['x-chert-signature'] ?? '').split(',');
  if (version !== 'v1') throw new Error('This version of the signature is unknown.');
  assertRecent(Number(seconds) * 1000);
  assertSame(hmac(key, `${seconds}.${body}`), signature);
}
