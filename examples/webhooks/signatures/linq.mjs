// @ts-check
import LinqAPIV3 from '@linqapp/sdk';
import { secret } from './signature.mjs';

const client = new LinqAPIV3({ apiKey: secret('LINQ_API_KEY'), webhookSecret: secret('LINQ_WEBHOOK_SECRET') });

/** @param {import('./signature.mjs').SignedRequest} request */
export function checkLinq({ body, headers }) {
  client.webhooks.unwrap(body, { headers });
}
