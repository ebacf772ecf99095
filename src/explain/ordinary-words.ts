import type { Vendor } from '../definition/vendor.js';
import { findRow } from '../normalize/find-row.js';

/** Names of vendors that are also words of ordinary texts: `will resend the message`. */
const ORDINARY_WORDS = new Set(['resend']);

/** Whether the name of a vendor is also a word of ordinary texts. */
export const isOrdinaryWord = (word: string) => ORDINARY_WORDS.has(word.toLowerCase());

/** The limit on the length of a code, and of what is before the first word. */
const MAX_CODE = 80;
const NEXT_WORD = /^(?: ?[:/#] ?| )(\w+(?:\.\w+)*)/;

/** Whether an ordinary word is the vendor: the first word of a question, or before a code of the vendor or `error`. */
export function isVendorName(vendor: Vendor, text: string, start: number, word: string): boolean {
  const after = text.slice(start + word.length, start + word.length + MAX_CODE);
  // `resending`, `resend-queue`
  if (/^[\w-]/.test(after)) return false;
  const before = text.slice(Math.max(0, start - MAX_CODE), start).trim();
  if (start <= MAX_CODE && (before === '' || before === 'explain')) return true;
  // `vendor=resend`, `"vendor":"resend"`
  if (/\b(?:vendor|provider)["']?\s?[:=]\s?["']?$/.test(before)) return true;
  const next = NEXT_WORD.exec(after)?.[1] ?? '';
  return findRow(vendor, next) !== undefined || (/^[A-Z]/.test(word) && /^error$/i.test(next));
}
