// @ts-check
import Telnyx from 'telnyx';
import { secret } from './signature.mjs';

const client = new Telnyx({ apiKey: secret('TELNYX_API_KEY'), publicKey: secret('TELNYX_PUBLIC_KEY') });

/** @param {import('./signature.mjs').SignedRequest} request */
export async function checkTelnyx({ body, headers }) {
  await client.webhooks.unwrap(body, { headers });
}
