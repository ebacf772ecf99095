// @ts-check
import { assertRecent, assertSame, hmac, secret } from './signature.mjs';

const key = secret('MESSAGES_DEV_WEBHOOK_SECRET');

/** @param {import('./signature.mjs').SignedRequest} request */
export function checkMessagesDev({ body, headers }) {
  const timestamp = headers['x-webhook-timestamp'];
  assertRecent(Number(timestamp));
  assertSame(hmac(key, `${timestamp}.${body}`), headers['x-webhook-signature']);
}
