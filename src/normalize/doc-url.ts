import { redact } from './redact.js';

const MAX_LENGTH = 256;

/** A link to the vendor's documentation, if it is safe: `https`, short, without credentials or personal data. */
export function usableDocUrl(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > MAX_LENGTH || !/^https:\/\/[!-~]+$/i.test(value)) return undefined;
  if (!URL.canParse(value)) return undefined;
  const { username, password } = new URL(value);
  return username === '' && password === '' && redact(value) === value ? value : undefined;
}
