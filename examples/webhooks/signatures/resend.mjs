// @ts-check
import { Resend } from 'resend';
import { secret } from './signature.mjs';

const resend = new Resend(secret('RESEND_API_KEY'));
const webhookSecret = secret('RESEND_WEBHOOK_SECRET');

/** @param {import('./signature.mjs').SignedRequest} request */
export function checkResend({ body, headers }) {
  const { 'svix-id': id = '', 'svix-timestamp': timestamp = '', 'svix-signature': signature = '' } = headers;
  resend.webhooks.verify({ payload: body, headers: { id, timestamp, signature }, webhookSecret });
}
