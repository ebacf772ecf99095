import { normalize, normalizeItems, type ResponseInput, type Vendor } from '../../src/index.js';
import { must } from './cases.js';
import { mustBeSound } from './soundness.js';

/** Everything that is made of a response. */
export function outcomeOf(vendor: Vendor, response: ResponseInput) {
  return { error: normalize(vendor, response), items: normalizeItems(vendor, response) };
}

export function mustBeSoundOutcome(vendor: Vendor, response: ResponseInput): void {
  const { error, items } = outcomeOf(vendor, response);
  if (response.status >= 400) must(error !== undefined && items.length === 0, 'not one error', error, items);
  if (error !== undefined) mustBeSound(error, vendor);
  for (const item of items) mustBeSound(item, vendor);
}
