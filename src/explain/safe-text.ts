import { redact } from '../normalize/redact.js';

/** Control and invisible characters: a pasted text must not move the cursor of a terminal or hide a part of its output. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/** A line without control characters. */
export function withoutControls(line: string): string {
  return line.replace(UNPRINTABLE, ' ');
}

/**
 * A pasted text that is safe to print: without phone numbers, e-mail addresses, keys and tokens, at most 256
 * characters.
 */
export function safeText(text: string): string {
  return redact(withoutControls(text).trim());
}
