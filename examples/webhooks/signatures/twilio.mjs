// @ts-check
import twilio from 'twilio';
import { secret } from './signature.mjs';

const authToken = secret('TWILIO_AUTH_TOKEN');
// The origin of the address that Twilio calls. Behind a proxy, the application sees another one.
const origin = secret('PUBLIC_ORIGIN');

/** @param {import('./signature.mjs').SignedRequest} request */
export function checkTwilio({ body, headers, path }) {
  const fields = Object.fromEntries(new URLSearchParams(body));
  const signature = headers['x-twilio-signature'] ?? '';
  if (!twilio.validateRequest(authToken, signature, origin + path, fields)) {
    throw new Error('The signature is invalid.');
  }
}
