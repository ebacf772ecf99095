import { redact } from './redact.js';

const MAX_LENGTH = 256;
const HTTPS = /^https:\/\/[!-~]+$/i;
/** URL parsers accept any number of slashes and backslashes before the host. */
const CREDENTIALS = /^https:[/\\]*[^/\\?#]*@/i;

/** A link to the vendor's documentation, if it is safe: `https`, short, without credentials or personal data. */
export function usableDocUrl(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > MAX_LENGTH || !HTTPS.test(value)) return undefined;
  return URL.canParse(value) && !CREDENTIALS.test(value) && redact(value) === value ? value : undefined;
}
