import { errorCategories, normalizedCodes, type Vendor, type VendorError } from '../../src/index.js';
import { must } from './cases.js';

const BASES: ReadonlySet<string> = new Set(['vendor', 'code', 'class', 'http_status', 'network']);
const ORIGINS: ReadonlySet<string> = new Set(['response', 'item', 'network', 'webhook']);
const EFFECTS: ReadonlySet<string> = new Set(['none', 'possible', 'done']);
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;
const TEXTS = { nativeCode: 64, nativeClass: 64, param: 128, message: 256, traceId: 128, docUrl: 256 } as const;
const KEYS: ReadonlySet<string> = new Set([
  ...['vendor', 'code', 'category', 'retryable', 'retryBasis', 'retryAfter', 'origin', 'effect', 'remedy', 'docUrl'],
  ...Object.keys(TEXTS),
]);

/** Whether the vendor's text could end in half a character without anybody having cut it. */
export function isWellFormed(text: string): boolean {
  return !LONE_SURROGATE.test(text);
}

/** What holds for every error, whatever it was made of. */
export function mustBeSound(error: VendorError, vendor: Vendor): void {
  must(error.vendor === vendor.name, 'another vendor', error);
  must(Object.hasOwn(normalizedCodes, error.code), 'no member of the vocabulary', error);
  must(Object.hasOwn(errorCategories, error.category), 'no category', error);
  must(normalizedCodes[error.code].category === error.category, 'not the category of the code', error);
  must(typeof error.retryable === 'boolean', 'retryable is no boolean', error);
  must(BASES.has(error.retryBasis), 'no basis', error);
  must(ORIGINS.has(error.origin), 'no origin', error);
  must(EFFECTS.has(error.effect), 'no effect', error);
  must(error.origin !== 'item' || error.effect === 'none', 'an item that failed has no effect', error);
  const { retryAfter = 0 } = error;
  must(retryAfter >= 0 && retryAfter <= 259_200, 'no time to wait', error);
  for (const [key, limit] of Object.entries(TEXTS)) {
    const text: unknown = error[key as keyof typeof TEXTS] ?? '';
    must(typeof text === 'string' && text.length <= limit, `${key} is no text, or too long`, error);
  }
  must(error.docUrl?.startsWith('https://') ?? true, 'no address of a page', error);
  for (const [key, value] of Object.entries(error)) {
    must(KEYS.has(key) && value !== undefined, `${key} is not to be there`, error);
  }
}
