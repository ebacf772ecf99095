import type { Vendor } from '../definition/vendor.js';
import { type ErrorCategory, errorCategories, type NormalizedCode, normalizedCodes } from '../definition/vocabulary.js';
import { vendors } from './known-codes.js';

/** `messages.dev`, `messages-dev` and `MessagesDev` are one name. */
function lettersOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function nameOf<Name extends string>(text: string, names: object): Name | undefined {
  return (Object.keys(names) as Name[]).find((name) => lettersOf(name) === lettersOf(text));
}

/** The vendor with a name in any spelling, or with a host of its API. */
export function findVendor(text: string): Vendor | undefined {
  const letters = lettersOf(text);
  return vendors.find(({ name, hosts }) => lettersOf(name) === letters || hosts.includes(text.toLowerCase()));
}

/** The category with a name: `rate_limit`, `rate-limit`. */
export function findCategory(text: string): ErrorCategory | undefined {
  return nameOf(text, errorCategories);
}

/** The normalized code with a name: `rate_limited`, `rate-limited`. */
export function findCode(text: string): NormalizedCode | undefined {
  return nameOf(text, normalizedCodes);
}
