import type { Vendor } from '../definition/vendor.js';
import type { Input } from './input.js';
import { findVendor } from './names.js';
import { isOrdinaryWord } from './ordinary-words.js';
import type { Word } from './words.js';

const JOINED = /^([a-z.]+)[/:#-](\w+)$/i;

/** Vendors, and the words after them. */
export interface VendorGroup {
  readonly vendors: readonly Vendor[];
  readonly start: number;
  readonly words: readonly Word[];
}

/** `linq/1007` and `linq:1007` are two words; the port after a host is not a code. */
function split(word: Word): readonly Word[] {
  const [, name = '', rest = ''] = JOINED.exec(word.text) ?? [];
  const vendor = findVendor(name);
  if (vendor === undefined) return [word];
  if (vendor.hosts.includes(name)) return [{ ...word, text: name }];
  const middle = word.end - rest.length;
  return [
    { text: name, start: word.start, end: middle - 1 },
    { text: rest, start: middle, end: word.end },
  ];
}

/** The vendors in a text, each with the words after it. */
export function groupsOf(input: Input): readonly VendorGroup[] {
  const groups: { vendors: Vendor[]; start: number; words: Word[] }[] = [];
  const before: Word[] = [];
  const mentioned = new Set(input.mentions.map(({ start }) => start));
  for (const word of input.words.flatMap(split)) {
    const isMentioned = !isOrdinaryWord(word.text) || mentioned.has(word.start);
    const vendor = isMentioned ? findVendor(word.text) : undefined;
    const group = groups.at(-1);
    if (vendor === undefined) (group?.words ?? before).push(word);
    else if (group?.words.length === 0) group.vendors.push(vendor);
    else groups.push({ vendors: [vendor], start: word.start, words: [] });
  }
  // `1007 from linq`
  if (input.isTyped) groups[0]?.words.unshift(...before);
  return groups;
}
