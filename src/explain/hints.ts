import type { Vendor } from '../definition/vendor.js';
import { isStatus } from './http-statuses.js';
import { vendors } from './known-codes.js';
import { isOrdinaryWord, isVendorName } from './ordinary-words.js';

/** Something that a text mentions, with its position. */
export interface Mention<Value> {
  readonly value: Value;
  readonly start: number;
}

/** A vendor's name or host in the spellings of code and logs: `messagesDev`, `@linqapp/sdk`. */
export function formOf(vendor: Vendor): RegExp {
  const name = vendor.name.split(/[^a-z0-9]/i).join('[._-]?');
  const hosts = vendor.hosts.map((host) => host.replace('*.', '').replaceAll('.', '\\.'));
  return new RegExp(`(?<![a-z0-9])(?:${[...hosts, name].join('|')})`, 'gi');
}

/** All vendors that a text mentions. */
export function vendorMentions(text: string): readonly Mention<Vendor>[] {
  return vendors
    .flatMap((vendor) =>
      [...text.matchAll(formOf(vendor))]
        .filter(({ 0: word, index }) => !isOrdinaryWord(word) || isVendorName(vendor, text, index, word))
        .map(({ index }) => ({ value: vendor, start: index })),
    )
    .sort((a, b) => a.start - b.start);
}

/**
 * The forms of an HTTP status in a text: a status line, a key, an SDK's `403 {…}`, a reason phrase, after an address.
 */
const statusForms = [
  /\bHTTP(?:\/[\d.]+)?["':= ]+(\d{3})\b/gi,
  /\b(?:status(?:[ ._-]?code)?|response code)\\?["']?(?:\s*[:=])?\s*\\?["']?(\d{3})\b/gi,
  /\b(\d{3}) status code\b/gi,
  /\bError:? (\d{3})\b/g,
  /(?<![\d.:])(\d{3})\s*(?=\{)/g,
  /(?<![\d.:])([45]\d\d) [A-Z][a-z]+/g,
  /(?<![^\s"'])(?=[^\s"']*?https?:\/\/)[^\s"']+["']?\s+(?:->\s*|=>\s*|→\s*)?(\d{3})\b/g,
];

/** All HTTP statuses that a text mentions. */
export function statusMentions(text: string): readonly Mention<number>[] {
  return statusForms
    .flatMap((form) =>
      [...text.matchAll(form)].map(({ 1: status, index }) => ({ value: Number(status), start: index })),
    )
    .filter(({ value }) => isStatus(value))
    .sort((a, b) => a.start - b.start);
}

/** The mentions on the line of a position. */
export function onLine<Value>(text: string, mentions: readonly Mention<Value>[], position: number) {
  if (mentions.length === 0) return mentions;
  const begin = text.lastIndexOf('\n', position - 1) + 1;
  const newline = text.indexOf('\n', position);
  const end = newline === -1 ? text.length : newline;
  return mentions.filter(({ start }) => start >= begin && start < end);
}

/** The last mention before a position, else the first one after it. */
export function nearestTo<Value>(mentions: readonly Mention<Value>[], position: number): Value | undefined {
  return (mentions.findLast(({ start }) => start <= position) ?? mentions.find(({ start }) => start > position))?.value;
}
